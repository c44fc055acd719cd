// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.store.Transaction;

/**
 * For how long a system says in its handshake that it will call, which may be sooner over than what
 * it was asked for. It says so while it is being asked, or after, and to any hub.
 *
 * @param at when it said so
 */
record ToldLease(Instant at, Instant until) {
  /** Under which it lies among the cursors. */
  static final String NAME = "LEASE";

  /**
   * Not oftener is anything asked for anew because of it: a handshake proves little of whose it is,
   * and no system calls for less.
   */
  private static final Duration LEAST = Duration.ofHours(1);

  private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(1);

  void note(Transaction transaction, UUID account) {
    var cursors = new Cursors(account, NAME);
    Instant unused = cursors.next(transaction, at);
    cursors.move(transaction, at + "/" + until);
  }

  /** What was told since then. */
  static Optional<ToldLease> since(Transaction transaction, UUID account, Instant then) {
    return new Cursors(account, NAME)
        .find(transaction)
        .flatMap(ToldLease::read)
        .filter(told -> !told.at.isBefore(then.minus(CLOCKS_DIFFER_BY)));
  }

  /** When the system should be asked again. */
  Instant next() {
    Instant least = at.plus(LEAST);
    Instant next = Renew.next(Optional.of(until), at);
    return next.isBefore(least) ? least : next;
  }

  private static Optional<ToldLease> read(String text) {
    String[] both = text.split("/");
    try {
      return Optional.of(new ToldLease(Instant.parse(both[0]), Instant.parse(both[1])));
    } catch (DateTimeParseException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
