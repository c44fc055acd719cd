// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.connectors.Capability;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** How far one source of an account was read. */
final class Cursors {
  private static final String INSERT =
      """
      INSERT INTO connectors_cursor (account, capability, next_at) VALUES (:account, :capability, :now)
      """;

  private static final String CLAIM =
      """
      UPDATE connectors_cursor SET next_at = :next
      WHERE account = :account AND capability = :capability
      AND (next_at <= :now OR next_at > :next)
      """;

  private static final String FIND =
      """
      SELECT cursor_text, next_at FROM connectors_cursor
      WHERE account = :account AND capability = :capability
      """;

  private static final String MOVE =
      """
      UPDATE connectors_cursor SET cursor_text = :cursor
      WHERE account = :account AND capability = :capability
      """;

  private static final String HASTEN =
      """
      UPDATE connectors_cursor SET next_at = :now
      WHERE account = :account AND capability = :capability
      """;

  private final UUID account;
  private final Capability capability;

  Cursors(UUID account, Capability capability) {
    this.account = account;
    this.capability = capability;
  }

  /** When the source is to be asked next. */
  Instant next(Transaction transaction, Instant now) {
    bind(transaction, INSERT).bind("now", now).insertIfAbsent();
    return bind(transaction, FIND).first(row -> row.instant("next_at")).orElse(now);
  }

  /**
   * Whether it is time to ask; if so, it is not again before the pace has passed. A time further
   * away than that was written by a clock that has jumped since.
   */
  boolean claim(Transaction transaction, Instant now, Duration pace) {
    return bind(transaction, CLAIM).bind("now", now).bind("next", now.plus(pace)).update() == 1;
  }

  Optional<String> find(Transaction transaction) {
    return bind(transaction, FIND).first(row -> row.findText("cursor_text")).flatMap(text -> text);
  }

  void move(Transaction transaction, String cursor) {
    bind(transaction, MOVE).bind("cursor", cursor).update();
  }

  /** There is more to be had at once. */
  void hasten(Transaction transaction, Instant now) {
    bind(transaction, HASTEN).bind("now", now).update();
  }

  private Statement bind(Transaction transaction, String sql) {
    return transaction.sql(sql).bind("account", account).bind("capability", capability);
  }
}
