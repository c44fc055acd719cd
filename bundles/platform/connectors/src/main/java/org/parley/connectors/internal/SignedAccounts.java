// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.NotFound;
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
   */
  List<UUID> sign(Begun begun, List<Granted> granted, Caller by) {
    List<UUID> signed =
        hub.store()
            .asOne(
                transaction -> {
                  StoredAccount first = get(transaction, begun.account());
                  List<UUID> done = new ArrayList<>();
                  for (Granted one : ordered(transaction, first, granted)) {
                    StoredAccount account =
                        done.isEmpty() ? first : other(transaction, first, one, by);
                    keep(transaction, account, begun, one, by);
                    done.add(account.id());
                  }
                  begun.end(transaction, hub.vault());
                  transaction.afterCommit(() -> board.refresh(first.connector()));
                  return done;
                });
    return List.copyOf(signed);
  }

  private List<Granted> ordered(
      Transaction transaction, StoredAccount first, List<Granted> granted) {
    Optional<String> was =
        SignInRows.find(transaction, first.id()).flatMap(SignInRows.Stored::subjectId);
    List<Granted> ordered = new ArrayList<>(granted);
    granted.stream()
        .filter(one -> was.isPresent() && one.fact(Granted.ID).equals(was))
        .findFirst()
        .ifPresent(
            same -> {
              ordered.remove(same);
              ordered.add(0, same);
            });
    return ordered;
  }

  /** The account that is signed in as it already, or a new one of the same settings. */
  private StoredAccount other(
      Transaction transaction, StoredAccount first, Granted granted, Caller by) {
    return granted
        .fact(Granted.ID)
        .flatMap(id -> SignInRows.accountOf(transaction, first.connector(), id))
        .filter(id -> !id.equals(first.id()))
        .flatMap(id -> AccountRows.find(transaction, id))
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
    AccountRows.insert(transaction, made);
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
    SignInRows.sign(
        transaction, granted, new SignInRows.By(account.id(), begun.app(), by.name(), now));
    hub.vault().put(Tokens.nameOf(account.id()), granted.held().write());
    AccountRows.touch(transaction, account.id(), now);
    String subject = granted.fact(Granted.NAME).orElse("");
    audit.note(transaction, by, "account.signed-in", account.id().toString(), subject);
  }

  void leave(StoredAccount account, Caller by) {
    hub.store()
        .asOne(
            transaction -> {
              SignInRows.leave(transaction, account.id());
              hub.vault().forget(Tokens.nameOf(account.id()));
              AccountRows.touch(transaction, account.id(), hub.clock().instant());
              audit.note(
                  transaction, by, "account.signed-out", account.id().toString(), account.name());
              transaction.afterCommit(() -> board.refresh(account.connector()));
              return account;
            });
  }

  private static StoredAccount get(Transaction transaction, UUID id) {
    return AccountRows.find(transaction, id).orElseThrow(() -> new NotFound("account", id));
  }
}
