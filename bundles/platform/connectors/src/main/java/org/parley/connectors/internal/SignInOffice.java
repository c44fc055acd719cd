// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Conflict;
import org.parley.api.Fault;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.api.accounts.SignIns;
import org.parley.api.accounts.SignedIn;
import org.parley.api.security.Audit;
import org.parley.api.security.Caller;
import org.parley.connectors.internal.Flow.Beginning;
import org.parley.connectors.internal.Flow.Offered;

/** Signs accounts in at their systems by persons with browsers, and out again. */
@Component
public final class SignInOffice implements SignIns {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Switchboard board;
  private final Hub hub;
  private final Audit audit;
  private final AppFinder apps;
  private final SignInView view;
  private final SignedAccounts accounts;

  @Activate
  public SignInOffice(@Reference Switchboard board, @Reference Audit audit) {
    this.board = board;
    this.hub = board.hub();
    this.audit = audit;
    this.apps = new AppFinder(hub);
    this.view = new SignInView(board);
    this.accounts = new SignedAccounts(board, audit);
  }

  @Override
  public Optional<SignedIn> find(UUID account) {
    return view.find(stored(account));
  }

  @Override
  public List<SignedIn> pressing() {
    return view.pressing();
  }

  @Override
  public Step begin(UUID account, Optional<UUID> app, Caller by) {
    Begun.sweep(hub);
    StoredAccount stored = stored(account);
    Joined<?> connector = board.get(stored.connector());
    Flows flows = connector.flows(stored);
    Instant now = hub.clock().instant();
    return asked(
        () -> {
          Optional<StoredApp> chosen = apps.find(connector.descriptor(), flows, app);
          Flow flow = flow(connector, flows, account, chosen);
          String state = Randoms.text();
          Map<String, String> notes = new HashMap<>(Map.of("state", state));
          Beginning beginning = flow.begin(notes);
          var begun =
              new Begun(
                  Ids.next(now),
                  account,
                  chosen.map(StoredApp::id),
                  by.id(),
                  beginning instanceof Flow.Enter ? Begun.Step.ENTERING : Begun.Step.GONE,
                  now,
                  now.plus(longest(beginning)));
          return begun(new Beginnings(stored, begun, state, beginning), notes, by);
        });
  }

  private record Beginnings(
      StoredAccount account, Begun begun, String state, Beginning beginning) {}

  private static Duration longest(Beginning beginning) {
    return beginning instanceof Flow.Enter enter ? enter.longest() : LONGEST;
  }

  private Step begun(Beginnings made, Map<String, String> notes, Caller by) {
    Begun begun = made.begun();
    Step next = step(made, notes);
    hub.store()
        .asOne(
            transaction -> {
              if (!AccountRows.isStill(transaction, made.account())) {
                throw new Conflict("The account has just been changed; begin anew");
              }
              begun.insert(transaction, made.state());
              begun.note(hub.vault(), notes);
              audit.note(transaction, by, "account.sign-in", begun.account().toString(), "");
              return begun;
            });
    return next;
  }

  private Step step(Beginnings made, Map<String, String> notes) {
    if (made.beginning() instanceof Flow.Enter enter) {
      notes.put("code", enter.code());
      notes.put("where", enter.where().toString());
      notes.put(Flow.PAUSE, enter.pause().toString());
      return new Enter(made.begun().id(), enter.code(), enter.where(), enter.pause());
    }
    URI address = ((Flow.Go) made.beginning()).address();
    if (Vendor.address(address.toString()).isEmpty()) {
      throw new ParleyException(
          Fault.SETTINGS, "'" + address.getScheme() + "' leads a browser nowhere; https does");
    }
    return new Go(address, board.get(made.account().connector()).descriptor().name());
  }

  private String system(UUID account) {
    return board.get(stored(account).connector()).descriptor().name();
  }

  private Flow flow(Joined<?> connector, Flows flows, UUID account, Optional<StoredApp> app) {
    if (!connector.descriptor().signIn().isPersonal()) {
      throw new Conflict(
          "Accounts of " + connector.descriptor().name() + " sign in by their settings");
    }
    AppKeys keys = app.map(flows::keys).orElseGet(() -> flows.appOf(account));
    return flows.flow(keys, apps.redirect().toString()).orElseThrow();
  }

  /** The steps of one that was begun, as it was begun. */
  private Flow flow(Begun begun) {
    StoredAccount stored = stored(begun.account());
    Joined<?> connector = board.get(stored.connector());
    Optional<StoredApp> app =
        begun.app().flatMap(id -> hub.store().read(transaction -> AppRows.find(transaction, id)));
    if (app.isEmpty() && begun.app().isPresent()) {
      throw new NotFound("app", begun.app().get());
    }
    return flow(connector, connector.flows(stored), stored.id(), app);
  }

  @Override
  public Step arrive(Map<String, String> answer, Caller by) {
    String state = Optional.ofNullable(answer.get("state")).orElse("");
    Begun begun =
        own(hub.store().read(transaction -> Begun.byState(transaction, state)), "that came", by);
    if (!moved(begun, Begun.Step.GONE, Begun.Step.ANSWERED, begun.nextAt())) {
      throw new NotFound("sign-in", begun.id());
    }
    return orEnded(
        begun,
        () -> {
          Flow flow = flow(begun);
          Granted granted = flow.finish(begun.notes(hub.vault()), answer).orElseThrow();
          Begun answered = begun.at(Begun.Step.ANSWERED, begun.nextAt());
          return completed(answered, flow, granted, by);
        });
  }

  @Override
  public Step ask(UUID id, Caller by) {
    Begun begun = own(hub.store().read(transaction -> Begun.find(transaction, id)), id, by);
    if (begun.step() == Begun.Step.CHOOSING) {
      return new Choose(id, offers(id, by));
    } else if (begun.step() != Begun.Step.ENTERING) {
      throw new NotFound("sign-in", id);
    }
    Map<String, String> notes = begun.notes(hub.vault());
    Enter entering = entering(id, notes);
    Instant now = hub.clock().instant();
    Instant next = now.plus(entering.pause());
    if (now.isBefore(begun.nextAt())
        || !moved(begun, Begun.Step.ENTERING, Begun.Step.ENTERING, next)) {
      return entering;
    }
    Begun asking = begun.at(Begun.Step.ENTERING, next);
    return orEnded(
        asking,
        () -> {
          Flow flow = flow(asking);
          Optional<Granted> granted = poll(flow, notes);
          return granted.isEmpty()
              ? again(asking, notes, entering)
              : completed(asking, flow, granted.get(), by);
        });
  }

  private static Enter entering(UUID id, Map<String, String> notes) {
    return new Enter(
        id,
        notes.getOrDefault("code", ""),
        URI.create(notes.getOrDefault("where", "/")),
        Duration.parse(notes.getOrDefault(Flow.PAUSE, "PT5S")));
  }

  /** A system that does not answer is asked again later. */
  private static Optional<Granted> poll(Flow flow, Map<String, String> notes) throws CallFailed {
    try {
      return flow.finish(notes, Map.of());
    } catch (CallFailed e) {
      if (e.failure().fault() == Fault.REMOTE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The system may have asked to be asked less often. */
  private Step again(Begun begun, Map<String, String> notes, Enter before) {
    Enter later = entering(begun.id(), notes);
    if (later.equals(before)) {
      return later;
    }
    Instant next = hub.clock().instant().plus(later.pause());
    hub.store()
        .asOne(
            transaction -> {
              if (begun.move(transaction, Begun.Step.ENTERING, next)) {
                begun.note(hub.vault(), notes);
              }
              return begun;
            });
    return later;
  }

  private Step completed(Begun begun, Flow flow, Granted granted, Caller by) throws CallFailed {
    List<Offered> offers = flow.offers(granted.held());
    boolean chooses = view.scheme(stored(begun.account())).choice().isPresent();
    if (!chooses) {
      return done(accounts.sign(begun, List.of(granted), by));
    } else if (offers.isEmpty()) {
      throw new Conflict(
          "The sign-in at %s shows nothing that could be connected"
              .formatted(system(begun.account())));
    } else if (offers.size() == 1) {
      return done(accounts.sign(begun, List.of(granted(offers.get(0), granted)), by));
    }
    Map<String, String> notes = new HashMap<>();
    Choices.write(notes, offers, granted.scopes());
    hub.store()
        .asOne(
            transaction -> {
              if (!begun.move(transaction, Begun.Step.CHOOSING, begun.nextAt())) {
                throw new NotFound("sign-in", begun.id());
              }
              begun.note(hub.vault(), notes);
              return begun;
            });
    return new Choose(begun.id(), shown(begun, offers));
  }

  private static Granted granted(Offered offered, Granted whole) {
    return new Granted(offered.held(), whole.scopes());
  }

  @Override
  public List<Offer> offers(UUID id, Caller by) {
    Begun begun = own(hub.store().read(transaction -> Begun.find(transaction, id)), id, by);
    return shown(begun, Choices.read(begun.notes(hub.vault())));
  }

  private List<Offer> shown(Begun begun, List<Offered> offers) {
    StoredAccount like = stored(begun.account());
    return hub.store()
        .read(
            transaction ->
                offers.stream()
                    .map(
                        one ->
                            new Offer(
                                one.id(),
                                one.name(),
                                accounts
                                    .signedInAs(transaction, like, one.id())
                                    .map(StoredAccount::id)))
                    .toList());
  }

  @Override
  public Step choose(UUID id, List<String> chosen, Caller by) {
    Begun begun = own(hub.store().read(transaction -> Begun.find(transaction, id)), id, by);
    if (begun.step() != Begun.Step.CHOOSING) {
      throw new NotFound("sign-in", id);
    }
    Map<String, String> notes = begun.notes(hub.vault());
    List<Granted> wanted =
        Choices.read(notes).stream()
            .filter(one -> chosen.contains(one.id()))
            .map(one -> new Granted(one.held(), Choices.scopes(notes)))
            .toList();
    if (wanted.isEmpty()) {
      throw new InvalidInput("chosen", "Is empty; choose at least one");
    }
    return done(accounts.sign(begun, wanted, by));
  }

  private static Done done(List<UUID> signed) {
    return new Done(signed.get(0), signed.subList(1, signed.size()));
  }

  @Override
  public String leave(UUID account, Caller by) {
    return new SigningOut(board, accounts).leave(stored(account), by);
  }

  private StoredAccount stored(UUID account) {
    return hub.store()
        .read(transaction -> AccountRows.find(transaction, account))
        .orElseThrow(() -> new NotFound("account", account));
  }

  /** Somebody else's is as good as none, and so is one that is too late. */
  private Begun own(Optional<Begun> begun, Object name, Caller by) {
    return begun
        .filter(one -> one.person().equals(by.id()))
        .filter(one -> one.endsAt().isAfter(hub.clock().instant()))
        .orElseThrow(() -> new NotFound("sign-in", name));
  }

  private boolean moved(Begun begun, Begun.Step from, Begun.Step to, Instant next) {
    return begun.step() == from
        && hub.store().inTransaction(transaction -> begun.move(transaction, to, next));
  }

  /** What has failed is not gone on with. */
  private Step orEnded(Begun begun, Asking work) {
    try {
      return asked(work);
    } catch (ParleyException e) {
      hub.store()
          .asOne(
              transaction -> {
                begun.end(transaction, hub.vault());
                return begun;
              });
      throw e;
    }
  }

  private static Step asked(Asking work) {
    try {
      return work.run();
    } catch (CallFailed e) {
      throw e.failure();
    }
  }

  @FunctionalInterface
  private interface Asking {
    Step run() throws CallFailed;
  }
}
