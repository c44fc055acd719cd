// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Conflict;
import org.parley.api.Ids;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.api.security.Audit;
import org.parley.api.security.Caller;
import org.parley.api.store.Transaction;

/** Keeps what accounts have signed in with, and connects those that came along. */
final class SignedAccounts {
  private static final int LONGEST_NAME = 200;

  private final Switchboard board;
  private final Hub hub;
  private final Audit audit;

  SignedAccounts(Switchboard board, Audit audit) {
    this.board = board;
    this.hub = board.hub();
    this.audit = audit;
  }

  /**
   * Signs the account in as the first, unless another of what was chosen is whom it is signed in
   * as, and further accounts as the others; all of it or nothing.
   *
   * @return the account and then the others
   * @throws NotFound when the sign-in has ended meanwhile, for the account was signed out, led
   *     elsewhere or removed
   * @throws Conflict when somebody else signed in than the account is
   */
  List<UUID> sign(Begun begun, List<Granted> granted, Caller by) {
    List<UUID> signed =
        hub.store()
            .asOne(
                transaction -> {
                  if (!begun.end(transaction, hub.vault())) {
                    throw new NotFound("sign-in", begun.id());
                  }
                  StoredAccount first = get(transaction, begun.account());
                  List<UUID> done = new ArrayList<>();
                  for (Granted one : ordered(transaction, first, granted)) {
                    StoredAccount account =
                        done.isEmpty() ? first : other(transaction, first, one, by);
                    keep(transaction, account, begun, one, by);
                    done.add(account.id());
                  }
                  transaction.afterCommit(() -> board.refresh(first.connector()));
                  return done;
                });
    return List.copyOf(signed);
  }

  private List<Granted> ordered(
      Transaction transaction, StoredAccount first, List<Granted> granted) {
    Optional<SignInRows.Stored> before = SignInRows.find(transaction, first.id());
    Optional<String> was = before.flatMap(SignInRows.Stored::subjectId);
    List<Granted> ordered = new ArrayList<>(granted);
    granted.stream()
        .filter(one -> was.isPresent() && subjectOf(one).equals(was))
        .findFirst()
        .ifPresent(
            same -> {
              ordered.remove(same);
              ordered.add(0, same);
            });
    Optional<String> is = subjectOf(ordered.get(0));
    if (was.isPresent() && !is.equals(was)) {
      String subject = before.flatMap(SignInRows.Stored::subject).orElse(was.get());
      throw is.isPresent() ? somebodyElse(first, subject) : nobody(first, subject);
    }
    return ordered;
  }

  private static Optional<String> subjectOf(Granted granted) {
    return granted.fact(Granted.ID).map(SignInRows::cut);
  }

  /** What is meant for one would go out as another, and nobody would notice. */
  private static Conflict somebodyElse(StoredAccount account, String subject) {
    return new Conflict(
        "Account '%s' is '%s' and somebody else signed in; sign in as '%2$s' or sign it out first"
            .formatted(account.name(), subject));
  }

  private static Conflict nobody(StoredAccount account, String subject) {
    return new Conflict(
        "Account '%s' is '%s' and its system does not say who signed in; try again or sign it out first"
            .formatted(account.name(), subject));
  }

  /** The account that is signed in as somebody at the place of another one. */
  Optional<StoredAccount> signedInAs(Transaction transaction, StoredAccount like, String subject) {
    return SignInRows.accountsOf(transaction, like.connector(), subject).stream()
        .flatMap(id -> AccountRows.find(transaction, id).stream())
        .filter(account -> isSamePlace(like, account))
        .findFirst();
  }

  /** Elsewhere the same id is somebody else's. */
  private boolean isSamePlace(StoredAccount one, StoredAccount other) {
    return board.get(one.connector()).descriptor().signIn().settings().stream()
        .allMatch(name -> Objects.equals(one.settings().get(name), other.settings().get(name)));
  }

  /** The account that is signed in as it already, or a new one of the same settings. */
  private StoredAccount other(
      Transaction transaction, StoredAccount first, Granted granted, Caller by) {
    return granted
        .fact(Granted.ID)
        .flatMap(id -> signedInAs(transaction, first, id))
        .filter(account -> !account.id().equals(first.id()))
        .orElseGet(() -> made(transaction, first, granted, by));
  }

  private StoredAccount made(
      Transaction transaction, StoredAccount first, Granted granted, Caller by) {
    Instant now = hub.clock().instant();
    UUID id = Ids.next(now);
    var made =
        new StoredAccount(
            id,
            first.connector(),
            name(transaction, first, granted.fact(Granted.NAME).orElse(first.name())),
            first.settings(),
            copied(first, id),
            true,
            Optional.empty(),
            first.repeatUnclear(),
            1,
            now,
            now);
    if (!AccountRows.insert(transaction, made)) {
      throw new Conflict(
          "An account of '%s' is called '%s' by now; choose again"
              .formatted(made.connector(), made.name()));
    }
    audit.note(transaction, by, "account.created", id.toString(), made.name());
    return made;
  }

  private static String name(Transaction transaction, StoredAccount first, String wanted) {
    String shown = wanted.length() > LONGEST_NAME - 10 ? wanted.substring(0, 190) : wanted;
    String name = shown;
    for (int next = 2;
        AccountRows.bears(transaction, first.connector(), name, new UUID(0, 0));
        next++) {
      name = shown + " " + next;
    }
    return name;
  }

  /** Each account has secrets of its own, so that one outlives the other. */
  private Map<String, String> copied(StoredAccount first, UUID id) {
    Map<String, String> names = new HashMap<>();
    first
        .secrets()
        .forEach(
            (field, name) ->
                hub.vault()
                    .find(name)
                    .ifPresent(
                        secret -> {
                          String own = AccountSecrets.name(id, field);
                          hub.vault().put(own, secret);
                          names.put(field, own);
                        }));
    return names;
  }

  private void keep(
      Transaction transaction, StoredAccount account, Begun begun, Granted granted, Caller by) {
    Instant now = hub.clock().instant();
    AccountRows.touch(transaction, account.id(), now);
    boolean same =
        SignInRows.find(transaction, account.id())
            .filter(before -> before.isOf(subjectOf(granted)))
            .isPresent();
    SignInRows.sign(
        transaction, granted, new SignInRows.By(account.id(), begun.app(), by.name(), now));
    hub.vault().put(Tokens.nameOf(account.id()), granted.held().write());
    AccountRows.forgetAnswers(transaction, account.id());
    if (!same) {
      AccountRows.forgetTold(transaction, account.id());
    }
    String subject = granted.fact(Granted.NAME).orElse("");
    audit.note(transaction, by, "account.signed-in", account.id().toString(), subject);
  }

  /** What an account is signed in with; empty also for what cannot be read any longer. */
  Optional<Held> held(StoredAccount account) {
    try {
      return hub.vault().find(Tokens.nameOf(account.id())).flatMap(Held::read);
    } catch (ParleyException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether another account goes by the same token, as what was chosen together may. */
  boolean isShared(StoredAccount account, Held held) {
    return hub.store().read(AccountRows::all).stream()
        .filter(other -> other.connector().equals(account.connector()))
        .filter(other -> !other.id().equals(account.id()))
        .flatMap(other -> held(other).stream())
        .anyMatch(held::endsWith);
  }

  /**
   * Forgets what an account is signed in with, and whatever was begun for it.
   *
   * @return what that was at last; it may have been renewed a moment ago
   */
  Optional<Held> leave(StoredAccount account, Caller by) {
    return hub.store()
        .asOne(
            transaction -> {
              SignInRows.leave(transaction, account.id());
              Optional<Held> last = held(account);
              hub.vault().forget(Tokens.nameOf(account.id()));
              Begun.endAll(transaction, hub.vault(), account.id());
              AccountRows.touch(transaction, account.id(), hub.clock().instant());
              audit.note(
                  transaction, by, "account.signed-out", account.id().toString(), account.name());
              transaction.afterCommit(() -> board.refresh(account.connector()));
              return last;
            });
  }

  private static StoredAccount get(Transaction transaction, UUID id) {
    return AccountRows.find(transaction, id).orElseThrow(() -> new NotFound("account", id));
  }
}
