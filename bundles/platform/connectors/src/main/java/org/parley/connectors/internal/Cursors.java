// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** When something is asked of an account again and again, and what came of it last. */
final class Cursors {
  private static final String INSERT =
      """
      INSERT INTO connectors_cursor (account, capability, next_at) VALUES (:account, :capability, :now)
      """;

  private static final String CLAIM =
      """
      UPDATE connectors_cursor SET next_at = :next
      WHERE account = :account AND capability = :capability
      AND (next_at <= :now OR next_at > :longest)
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

  private static final String DUE =
      """
      UPDATE connectors_cursor SET next_at = :at
      WHERE account = :account AND capability = :capability
      """;

  private static final String DUE_BY =
      """
      UPDATE connectors_cursor SET next_at = :at
      WHERE account = :account AND capability = :capability AND next_at > :at
      """;

  private final UUID account;
  private final String capability;

  /**
   * @param capability the name of the source, or of whatever else is asked
   */
  Cursors(UUID account, String capability) {
    this.account = account;
    this.capability = capability;
  }

  /** When it is to be asked next. */
  Instant next(Transaction transaction, Instant now) {
    bind(transaction, INSERT).bind("now", now).insertIfAbsent();
    return bind(transaction, FIND).first(row -> row.instant("next_at")).orElse(now);
  }

  /**
   * Whether it is time to ask; if so, it is not again before the pace has passed.
   *
   * @param longest what lies further away than that was written by a clock that has jumped since
   */
  boolean claim(Transaction transaction, Instant now, Duration pace, Duration longest) {
    return bind(transaction, CLAIM)
            .bind("now", now)
            .bind("next", now.plus(pace))
            .bind("longest", now.plus(longest))
            .update()
        == 1;
  }

  Optional<String> find(Transaction transaction) {
    return bind(transaction, FIND).first(row -> row.findText("cursor_text")).flatMap(text -> text);
  }

  void move(Transaction transaction, String cursor) {
    bind(transaction, MOVE).bind("cursor", cursor).update();
  }

  /** It is to be asked then, sooner or later than its pace has it. */
  void due(Transaction transaction, Instant at) {
    bind(transaction, DUE).bind("at", at).update();
  }

  /** It is to be asked then at the latest. */
  void dueBy(Transaction transaction, Instant at) {
    bind(transaction, DUE_BY).bind("at", at).update();
  }

  private Statement bind(Transaction transaction, String sql) {
    return transaction.sql(sql).bind("account", account).bind("capability", capability);
  }
}
