// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Webhooks.Answer;
import org.parley.api.accounts.Webhooks.Call;
import org.parley.api.bus.Subscription;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Rules;
import org.parley.api.store.Store;
import org.parley.connector.Connector;
import org.parley.connector.Found;

/** One account that is switched on: its routes, what it reads from the bus and what it asks. */
final class Line {
  private final StoredAccount account;
  private final LineParts parts;
  private final ConnectorContext context;
  private final LaidRoutes routes;
  private final Intake intake;
  private final Map<Capability, Listening> listenings = new ConcurrentHashMap<>();
  private volatile @Nullable Incoming incoming;
  private final List<Runnable> undo = Collections.synchronizedList(new ArrayList<>());

  <S> Line(
      StoredAccount account,
      SettingsForm.Made<S> made,
      Connector<S> connector,
      ConnectorContext context,
      Turnstile turnstile,
      Hub hub) {
    this.account = account;
    this.context = context;
    hub.turns().of(account.id()).version = account.version();
    Calls.Way way = context.way(turnstile);
    parts = LineParts.of(account.id(), connector.descriptor(), made.values(), way, hub);
    intake = new Intake(account.id(), parts.connector(), parts.source(), hub.bus(), hub.clock());
    routes =
        new LaidRoutes(
            connector.descriptor(),
            account.id(),
            laid -> connector.routes(laid, made.settings()),
            this::take);
  }

  /** The groups that read what an account is to hand over, whether they ever did or not. */
  static List<String> groups(StoredAccount account) {
    return sinks(new Leave()).stream()
        .map(sink -> Step.sink(sink.capability()).routeId(account.connector(), account.id()))
        .toList();
  }

  long version() {
    return account.version();
  }

  Condition condition() {
    return parts.condition();
  }

  boolean isHooked() {
    return routes.hook().isPresent();
  }

  /** Lays the routes; what they carry follows once the system was seen. */
  void start() {
    undo.add(() -> context.remove(routes));
    try {
      context.add(routes);
    } catch (CallFailed e) {
      if (e.failure().fault() == Fault.REMOTE || e.isCrowded()) {
        throw e.failure();
      }
      Throwable root = rootOf(e);
      boolean bySettings = root instanceof ParleyException known && known.fault() == Fault.SETTINGS;
      parts
          .condition()
          .broken(
              bySettings ? Fault.SETTINGS : Fault.HUB,
              "Its routes cannot be laid: " + root.getMessage());
      return;
    }
    if (routes.has(Step.CHECK)) {
      parts.lane().probeWith(this::greet);
      parts.lane().run(this::greet);
    } else {
      parts.condition().succeeded("Switched on");
    }
    Store store = parts.hub().store();
    routes
        .polls()
        .forEach(
            (source, pace) ->
                repeat(
                    new AskForNews(
                        source, pace, parts.toll(source, false), parts.calls(), intake, store)));
    if (routes.has(Step.RULES)) {
      repeat(new AskForRules(parts.calls(), store));
    }
    routes.hook().ifPresent(laid -> hear(new Incoming(parts, laid, intake)));
    routes.listening().forEach(this::listen);
    sinks(parts.hub().leave()).stream()
        .filter(sink -> routes.has(Step.sink(sink.capability())))
        .forEach(this::offer);
  }

  private static List<Sink> sinks(Leave leave) {
    return List.of(
        new Posts(),
        new Edits(),
        new Deletes(),
        new Replies(),
        new Messages(leave),
        new Mails(leave),
        new Suppressions(),
        new Contacts(),
        new Leads());
  }

  /** Stops in the order in which nothing is lost: no new work, the last calls, then the routes. */
  void stop() {
    List<Runnable> steps = new ArrayList<>(undo);
    undo.clear();
    parts.lane().giveBack();
    Runnable removal = steps.isEmpty() ? () -> {} : steps.remove(0);
    steps.forEach(Runnable::run);
    parts.lane().close();
    removal.run();
    parts.calls().close();
  }

  /** Keeps its sign-in alive; one that another hub has brought back to life serves here too. */
  void tend() {
    if (!parts.condition().isHeld()) {
      parts.calls().tend();
    } else if (parts.connector().signIn().isPersonal() && isSignedIn()) {
      greet();
    }
  }

  private boolean isSignedIn() {
    return parts
        .hub()
        .store()
        .read(transaction -> SignInRows.find(transaction, account.id()))
        .filter(row -> row.signedAt().isPresent() && row.refused().isEmpty())
        .isPresent();
  }

  /** Asks the system whether it is there, and lets what waits go on when it is. */
  String check() throws CallFailed {
    if (!routes.has(Step.CHECK)) {
      return "Nothing was tried: this connector has no way to try a connection";
    }
    String found = parts.calls().call(Step.CHECK, "", String.class);
    parts.condition().succeeded(found);
    parts.lane().pump();
    return found;
  }

  /** Takes a call by the system. */
  Answer receive(Call call) {
    Incoming there = incoming;
    if (there == null) {
      throw new NotFound("webhook", account.id());
    }
    return there.receive(call);
  }

  private void greet() {
    try {
      check();
    } catch (CallFailed e) {
      // the account's condition tells it
    }
  }

  /** Its address is known before the system is asked to call there. */
  private void hear(Incoming heard) {
    incoming = heard;
    if (heard.notes()) {
      repeat(heard);
    }
    if (routes.has(Step.RENEW)) {
      repeat(new Renew(account.id(), parts.calls(), parts.hub().store(), parts.hook()));
    }
  }

  private void repeat(Recurring.Errand errand) {
    var recurring = new Recurring(errand, account, parts);
    undo.add(recurring::stop);
    recurring.start();
  }

  private void listen(Capability source) {
    var listening = new Listening(source, parts, context);
    listenings.put(source, listening);
    undo.add(listening::stop);
    listening.start();
  }

  private void offer(Sink sink) {
    var descriptor = parts.connector();
    Step step = Step.sink(sink.capability());
    var subscription =
        Subscription.of(
                step.routeId(descriptor.id(), account.id()),
                sink.capability().topic().orElseThrow(),
                sink.type())
            .parallel(descriptor.budget().parallel());
    var hub = parts.hub();
    Journal journal = parts.journal(sink);
    var repetition =
        new Repetition(
            descriptor.repeat(sink.capability()).orElseThrow(),
            routes.has(Step.readBack(sink.capability())),
            account.repeatUnclear());
    var delivering =
        new Delivering(
            sink,
            account.id(),
            parts.calls(),
            routes,
            this::rules,
            journal,
            repetition,
            hub.clock());
    undo.add(hub.outlets().offer(new SinkReader(subscription, sink, parts, delivering)));
  }

  /** Those of the descriptor cost no question. */
  private RulesOfNetwork rules() {
    Rules rules = parts.connector().rules();
    if (routes.has(Step.RULES)) {
      Store store = parts.hub().store();
      rules = store.read(transaction -> OwnRules.find(transaction, account.id())).orElse(rules);
    }
    return new RulesOfNetwork(parts.connector().name(), rules);
  }

  /** The end of a route that listens by itself. */
  private void take(Exchange exchange) {
    Capability source = exchange.getProperty("capability", Capability.class);
    List<Found> finds = finds(exchange.getMessage().getBody(List.class));
    Listening heard = requireNonNull(listenings.get(source));
    Store store = parts.hub().store();
    intake.takeAll(store, heard::check, finds, transaction -> {});
  }

  static List<Found> finds(List<?> raw) {
    List<Found> finds = new ArrayList<>();
    for (Object each : raw) {
      if (!(each instanceof Found found)) {
        throw new ParleyException(
            Fault.HUB, "A source came to '" + each + "'; it must come to finds");
      }
      finds.add(found);
    }
    return finds;
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }
}
