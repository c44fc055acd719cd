// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Conflict;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.Violation;
import org.parley.api.accounts.App;
import org.parley.api.accounts.AppInput;
import org.parley.api.accounts.Apps;
import org.parley.api.connectors.Client;
import org.parley.api.security.Audit;
import org.parley.api.security.Caller;
import org.parley.api.store.Transaction;

/** What an administrator does with apps. */
@Component
public final class AppOffice implements Apps {
  private static final int LONGEST_NAME = 200;
  static final int LONGEST_INSTANCE = 300;
  static final int LONGEST_ID = 500;
  private static final int LONGEST_SECRET = 8000;

  private final Switchboard board;
  private final Hub hub;
  private final Audit audit;
  private final AppFinder finder;

  @Activate
  public AppOffice(@Reference Switchboard board, @Reference Audit audit) {
    this.board = board;
    this.hub = board.hub();
    this.audit = audit;
    this.finder = new AppFinder(hub);
  }

  @Override
  public List<App> all() {
    return hub.store()
        .read(
            transaction ->
                AppRows.all(transaction).stream().map(app -> shown(transaction, app)).toList());
  }

  @Override
  public List<App> forAccount(UUID account) {
    StoredAccount stored =
        hub.store()
            .read(transaction -> AccountRows.find(transaction, account))
            .orElseThrow(() -> new NotFound("account", account));
    List<StoredApp> apps = entered(board.get(stored.connector()), stored);
    return hub.store()
        .read(transaction -> apps.stream().map(app -> shown(transaction, app)).toList());
  }

  /** None for settings that no longer suffice, which are to be mended on the page that asks. */
  private List<StoredApp> entered(Joined<?> connector, StoredAccount account) {
    try {
      return finder.entered(connector.descriptor(), connector.flows(account));
    } catch (ParleyException insufficient) {
      return List.of();
    }
  }

  @Override
  public Optional<App> find(UUID id) {
    return hub.store()
        .read(transaction -> AppRows.find(transaction, id).map(app -> shown(transaction, app)));
  }

  @Override
  public URI returnAddress() {
    return finder.redirect();
  }

  @Override
  public App create(AppInput input, Caller by) {
    check(input, true);
    return hub.store()
        .asOne(
            transaction -> {
              StoredApp made = made(input);
              if (!AppRows.insert(transaction, made)) {
                throw taken(made);
              }
              audit.note(transaction, by, "app.created", made.id().toString(), made.name());
              return shown(transaction, made);
            });
  }

  private StoredApp made(AppInput input) {
    Instant now = hub.clock().instant();
    UUID id = Ids.next(now);
    return new StoredApp(
        id,
        text(input.connector()),
        text(input.instance()).replaceAll("/+$", ""),
        text(input.name()),
        text(input.clientId()),
        kept(id, input.secret()),
        false,
        1,
        now,
        now);
  }

  @Override
  public App change(UUID id, long version, AppInput input, Caller by) {
    StoredApp before = get(id);
    check(input, false);
    if (!before.connector().equals(text(input.connector()))) {
      throw new InvalidInput("connector", "Cannot change; it is '" + before.connector() + "'");
    }
    if (before.own()) {
      throw new Conflict("App '" + before.name() + "' was registered by the hub itself");
    }
    return hub.store()
        .asOne(
            transaction -> {
              Optional<String> secret = kept(id, input.secret());
              secret.flatMap(any -> before.secret()).ifPresent(hub.vault()::forget);
              return update(transaction, after(before, version, input, secret), by);
            });
  }

  private StoredApp after(StoredApp before, long version, AppInput input, Optional<String> secret) {
    return new StoredApp(
        before.id(),
        before.connector(),
        before.instance(),
        text(input.name()),
        text(input.clientId()),
        secret.or(before::secret),
        false,
        version,
        before.createdAt(),
        hub.clock().instant());
  }

  /** Whoever signs in by it begins anew with what holds now. */
  private App update(Transaction transaction, StoredApp app, Caller by) {
    if (AppRows.bears(transaction, app)) {
      throw taken(app);
    }
    if (!AppRows.update(transaction, app)) {
      throw new Conflict("App '" + app.id() + "' has changed since it was read; read it again");
    }
    AppRows.touchAccounts(transaction, app.id(), app.changedAt());
    audit.note(transaction, by, "app.changed", app.id().toString(), app.name());
    transaction.afterCommit(() -> board.refresh(app.connector()));
    return shown(transaction, AppRows.find(transaction, app.id()).orElseThrow());
  }

  @Override
  public void remove(UUID id, Caller by) {
    StoredApp app = get(id);
    hub.store()
        .asOne(
            transaction -> {
              long accounts = AppRows.accounts(transaction, id);
              if (accounts > 0) {
                throw new Conflict(
                    "%d accounts are signed in by app '%s'; sign them out first"
                        .formatted(accounts, app.name()));
              }
              AppRows.delete(transaction, id);
              app.secret().ifPresent(hub.vault()::forget);
              audit.note(transaction, by, "app.removed", id.toString(), app.name());
              return id;
            });
  }

  /** A secret under a new name, so that the one before holds until the app does. */
  private Optional<String> kept(UUID app, @Nullable String secret) {
    if (secret == null || secret.isBlank()) {
      return Optional.empty();
    }
    String name = StoredApp.nameOfSecret(app);
    hub.vault().put(name, new Secret(secret.strip()));
    return Optional.of(name);
  }

  private void check(AppInput input, boolean fresh) {
    List<Violation> faults = new ArrayList<>();
    demand(faults, "name", input.name(), LONGEST_NAME);
    demand(faults, "clientId", input.clientId(), LONGEST_ID);
    bound(faults, "instance", input.instance(), LONGEST_INSTANCE);
    bound(faults, "secret", input.secret(), LONGEST_SECRET);
    Optional<Client> client =
        board
            .find(text(input.connector()))
            .flatMap(joined -> Flows.client(joined.descriptor().signIn()));
    if (client.isEmpty() || !(client.get().origin() instanceof Client.Entered entered)) {
      faults.add(new Violation("connector", "Has no apps that are entered"));
    } else {
      boolean bare = input.secret() == null || input.secret().isBlank();
      if (fresh && bare && client.get().authentication() != Client.Authentication.NONE) {
        faults.add(new Violation("secret", "Is blank; enter what the vendor gave"));
      }
      if (fresh && entered.instance().isPresent() && text(input.instance()).isEmpty()) {
        faults.add(new Violation("instance", "Is blank; say at which instance it is registered"));
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidInput(faults);
    }
  }

  private static void demand(
      List<Violation> faults, String field, @Nullable String value, int longest) {
    if (value == null || value.isBlank()) {
      faults.add(new Violation(field, "Is blank"));
    }
    bound(faults, field, value, longest);
  }

  private static void bound(
      List<Violation> faults, String field, @Nullable String value, int longest) {
    if (value != null && value.length() > longest) {
      faults.add(new Violation(field, "Is longer than " + longest + " characters"));
    }
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value.strip();
  }

  private StoredApp get(UUID id) {
    return hub.store()
        .read(transaction -> AppRows.find(transaction, id))
        .orElseThrow(() -> new NotFound("app", id));
  }

  private static App shown(Transaction transaction, StoredApp app) {
    return new App(
        app.id(),
        app.connector(),
        app.instance(),
        app.name(),
        app.client(),
        app.own(),
        AppRows.accounts(transaction, app.id()),
        app.version(),
        app.createdAt(),
        app.changedAt());
  }

  private static Conflict taken(StoredApp app) {
    return new Conflict(
        "An app of '%s' is called '%s' already".formatted(app.connector(), app.name()));
  }
}
