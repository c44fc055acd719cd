// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.parley.api.Fault;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.api.bus.Subscription;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Rules;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.connector.Connector;
import org.parley.connector.Found;
import org.parley.connector.Signature;
import org.parley.connector.Webhook;

/** One account that is switched on: its routes, what it reads from the bus and what it asks. */
final class Line {
  private final StoredAccount account;
  private final LineParts parts;
  private final ConnectorContext context;
  private final LaidRoutes routes;
  private final Intake intake;
  private final Map<Capability, Listening> listenings = new ConcurrentHashMap<>();
  private final List<Runnable> undo = Collections.synchronizedList(new ArrayList<>());

  <S extends Record> Line(
      StoredAccount account,
      S settings,
      Connector<S> connector,
      ConnectorContext context,
      Hub hub) {
    this.account = account;
    this.context = context;
    hub.turns().of(account.id()).version = account.version();
    parts = LineParts.of(account.id(), connector.descriptor(), settings, context.way(), hub);
    intake = new Intake(account.id(), parts.source(), hub.bus(), hub.clock());
    routes =
        new LaidRoutes(
            connector.descriptor(),
            account.id(),
            laid -> connector.routes(laid, settings),
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
    return !routes.hooks().isEmpty();
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
      parts.condition().broken(Fault.HUB, "Its routes cannot be laid: " + rootOf(e).getMessage());
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
                repeat(new AskForNews(source, pace, parts.calls(), intake, store)));
    if (routes.has(Step.RULES)) {
      repeat(new AskForRules(parts.calls(), store));
    }
    routes.listening().forEach(this::listen);
    sinks(parts.hub().leave()).stream()
        .filter(sink -> routes.has(Step.sink(sink.capability())))
        .forEach(this::offer);
  }

  private static List<Sink> sinks(Leave leave) {
    return List.of(new Posts(), new Mails(leave), new Leads());
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
  void receive(Map<String, String> headers, byte[] body) {
    Instant now = parts.hub().clock().instant();
    if (routes.hooks().isEmpty()) {
      throw new NotFound("webhook", account.id());
    }
    Map.Entry<Capability, Signature> hook = routes.hooks().entrySet().iterator().next();
    Optional<String> id = Signatures.verify(hook.getValue(), headers, body, now);
    var webhook = new Webhook(headers, Utf8.decode(body), now);
    List<Found> finds =
        finds(parts.calls().understand(Step.webhook(hook.getKey()), webhook, List.class));
    Store store = parts.hub().store();
    List<Found> last = intake.takeMost(store, transaction -> {}, hook.getKey(), finds);
    store.inTransaction(transaction -> store(transaction, hook.getKey(), id, last));
  }

  private int store(
      Transaction transaction, Capability source, Optional<String> id, List<Found> finds) {
    Instant now = parts.hub().clock().instant();
    boolean fresh =
        id.map(known -> intake.notSeen(transaction, "webhook:" + known, now)).orElse(true);
    if (fresh) {
      intake.take(transaction, source, finds);
    }
    return finds.size();
  }

  private void greet() {
    try {
      check();
    } catch (CallFailed e) {
      // the account's condition tells it
    }
  }

  private void repeat(Recurring.Errand errand) {
    var recurring = new Recurring(errand, parts);
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
            sink, account.id(), parts.calls(), routes, this::rules, journal, repetition, hub.clock());
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
    intake.takeAll(store, heard::check, source, finds, transaction -> {});
  }

  private static List<Found> finds(List<?> raw) {
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
