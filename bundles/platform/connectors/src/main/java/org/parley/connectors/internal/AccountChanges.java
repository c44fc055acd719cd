// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.api.Conflict;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.Secret;
import org.parley.api.accounts.AccountInput;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.SignIn;
import org.parley.api.security.Audit;
import org.parley.api.security.Caller;
import org.parley.api.store.Transaction;

/** Connects, changes, switches and forgets accounts. */
final class AccountChanges {
  private final Switchboard board;
  private final Audit audit;
  private final AccountSecrets secrets;

  AccountChanges(Switchboard board, Audit audit, AccountSecrets secrets) {
    this.board = board;
    this.audit = audit;
    this.secrets = secrets;
  }

  StoredAccount get(UUID id) {
    return board
        .hub()
        .store()
        .read(transaction -> AccountRows.find(transaction, id))
        .orElseThrow(() -> new NotFound("account", id));
  }

  StoredAccount create(AccountInput input, Caller by) {
    Joined<?> connector = connector(input);
    connector.requireLiving();
    Map<String, @Nullable Object> tree = tree(input);
    check(connector, tree, field -> Optional.empty());
    Instant now = board.hub().clock().instant();
    UUID id = Ids.next(now);
    Set<String> hidden = connector.form().secrets();
    var made =
        new StoredAccount(
            id,
            connector.descriptor().id(),
            name(input),
            AccountSecrets.without(tree, hidden),
            secrets.put(id, hidden, tree, Map.of()),
            true,
            standard(input, Optional.empty(), now),
            Boolean.TRUE.equals(input.repeatUnclear()),
            1,
            now,
            now);
    boolean sends = connector.descriptor().can(Capability.SEND_MAIL);
    return board.hub().store().inTransaction(transaction -> insert(transaction, made, sends, by));
  }

  StoredAccount change(UUID id, long version, AccountInput input, Caller by) {
    StoredAccount before = get(id);
    Joined<?> connector = connector(input);
    if (!before.connector().equals(connector.descriptor().id())) {
      throw new InvalidInput("connector", "Cannot change; it is '" + before.connector() + "'");
    }
    Map<String, @Nullable Object> tree = tree(input);
    check(connector, tree, field -> secrets.find(before, field));
    Set<String> hidden = connector.form().secrets();
    Instant now = board.hub().clock().instant();
    var after =
        new StoredAccount(
            id,
            before.connector(),
            name(input),
            AccountSecrets.without(tree, hidden),
            secrets.put(id, hidden, tree, before.secrets()),
            before.enabled(),
            standard(input, before.standardSince(), now),
            Boolean.TRUE.equals(input.repeatUnclear()),
            version,
            before.createdAt(),
            now);
    SignIn scheme = connector.descriptor().signIn();
    StoredAccount changed =
        board.hub().store().asOne(transaction -> write(transaction, scheme, before, after, by));
    secrets.forgetReplaced(before, changed);
    return changed;
  }

  private StoredAccount write(
      Transaction transaction,
      SignIn scheme,
      StoredAccount before,
      StoredAccount after,
      Caller by) {
    StoredAccount kept = update(transaction, after, "account.changed", by);
    if (!before.settings().equals(kept.settings())) {
      AccountRows.forgetAnswers(transaction, before.id());
    }
    if (isSomebodyElse(scheme, before, kept)) {
      leave(transaction, kept);
    }
    if (!placeOf(scheme, before).equals(placeOf(scheme, kept))) {
      AccountRows.forgetTold(transaction, before.id());
      SignInRows.forgetAsWhom(transaction, before.id());
    } else if (!addresses(before).equals(addresses(kept))) {
      AccountRows.forgetCursors(transaction, before.id());
    }
    return kept;
  }

  /**
   * Where an account is, as far as its settings tell: what is told elsewhere is told for the first
   * time, though it may bear the same number.
   */
  private static Map<String, Object> placeOf(SignIn scheme, StoredAccount account) {
    Map<String, Object> place = new HashMap<>();
    if (scheme.isPersonal()) {
      scheme.settings().stream()
          .filter(account.settings()::containsKey)
          .forEach(name -> place.put(name, String.valueOf(account.settings().get(name))));
    } else {
      addresses(account)
          .forEach((name, address) -> place.put(name, String.valueOf(address.getAuthority())));
    }
    return place;
  }

  private static Map<String, URI> addresses(StoredAccount account) {
    Map<String, URI> addresses = new HashMap<>();
    account
        .settings()
        .forEach(
            (name, value) ->
                Vendor.address(String.valueOf(value))
                    .ifPresent(address -> addresses.put(name, address)));
    return addresses;
  }

  /** At no moment is a token kept beside settings that lead elsewhere. */
  private void leave(Transaction transaction, StoredAccount account) {
    SignInRows.leave(transaction, account.id());
    secrets.forgetToken(account);
    AccountRows.forgetAnswers(transaction, account.id());
    Begun.endAll(transaction, board.hub().vault(), account.id());
  }

  /** What a person has signed in as outlives all settings but those that say where that was. */
  private static boolean isSomebodyElse(SignIn scheme, StoredAccount before, StoredAccount after) {
    return scheme.isPersonal()
        ? scheme.settings().stream()
            .anyMatch(
                name ->
                    !Objects.equals(before.settings().get(name), after.settings().get(name))
                        || !Objects.equals(before.secrets().get(name), after.secrets().get(name)))
        : !before.settings().equals(after.settings()) || !before.secrets().equals(after.secrets());
  }

  StoredAccount switchTo(boolean on, UUID id, long version, Caller by) {
    StoredAccount before = get(id);
    if (before.version() != version) {
      throw changed(id);
    }
    if (before.enabled() == on) {
      return before;
    }
    StoredAccount after = before.switched(on, board.hub().clock().instant());
    String action = on ? "account.enabled" : "account.disabled";
    return board
        .hub()
        .store()
        .inTransaction(
            transaction -> {
              StoredAccount switched = update(transaction, after, action, by);
              if (on) {
                AccountRows.askAnew(transaction, id, switched.changedAt());
              }
              return switched;
            });
  }

  StoredAccount remove(UUID id, Caller by) {
    StoredAccount account = get(id);
    Runnable giveBack = new SigningOut(board, new SignedAccounts(board, audit)).ofRemoved(account);
    board
        .hub()
        .store()
        .asOne(
            transaction -> {
              AccountRows.delete(transaction, id);
              Begun.endAll(transaction, board.hub().vault(), id);
              secrets.forget(account);
              Line.groups(account).forEach(group -> board.hub().bus().forget(transaction, group));
              audit.note(transaction, by, "account.removed", id.toString(), account.name());
              transaction.afterCommit(() -> board.hub().threads().execute(giveBack));
              return id;
            });
    return account.switched(false, board.hub().clock().instant());
  }

  private StoredAccount insert(
      Transaction transaction, StoredAccount account, boolean sends, Caller by) {
    boolean first = sends && !AccountRows.anyStandard(transaction);
    StoredAccount made = first ? account.standard(account.createdAt()) : account;
    if (!AccountRows.insert(transaction, made)) {
      throw taken(made);
    }
    audit.note(transaction, by, "account.created", made.id().toString(), made.name());
    return made;
  }

  /** The account holds the version that was read; what comes back holds the next one. */
  private StoredAccount update(
      Transaction transaction, StoredAccount account, String action, Caller by) {
    if (AccountRows.bears(transaction, account.connector(), account.name(), account.id())) {
      throw taken(account);
    }
    if (!AccountRows.update(transaction, account)) {
      throw changed(account.id());
    }
    audit.note(transaction, by, action, account.id().toString(), account.name());
    return AccountRows.find(transaction, account.id()).orElseThrow();
  }

  private Joined<?> connector(AccountInput input) {
    return board.get(String.valueOf(input.connector()));
  }

  private void check(
      Joined<?> connector,
      Map<String, @Nullable Object> tree,
      Function<String, Optional<Secret>> kept) {
    try {
      new Destinations(connector.read(tree, kept).values(), board.hub().outside().gate()).refuse();
    } catch (CallFailed e) {
      throw e.failure();
    }
  }

  private static Map<String, @Nullable Object> tree(AccountInput input) {
    Map<String, @Nullable Object> tree = input.settings();
    return tree == null ? Map.of() : tree;
  }

  private static String name(AccountInput input) {
    String name = input.name();
    if (name == null || name.isBlank()) {
      throw new InvalidInput("name", "Is blank; say what people call the account");
    }
    return name.strip();
  }

  private static Optional<Instant> standard(
      AccountInput input, Optional<Instant> before, Instant now) {
    return Boolean.TRUE.equals(input.standard())
        ? before.or(() -> Optional.of(now))
        : Optional.empty();
  }

  private static Conflict changed(UUID id) {
    return new Conflict("Account '" + id + "' has changed since it was read; read it again");
  }

  private static Conflict taken(StoredAccount account) {
    return new Conflict(
        "An account of '%s' is called '%s' already".formatted(account.connector(), account.name()));
  }
}
