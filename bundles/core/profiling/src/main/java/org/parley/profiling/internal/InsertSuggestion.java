// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import org.parley.api.Ids;
import org.parley.api.store.Transaction;

/** Notes that two profiles may be one person; once for each two. */
final class InsertSuggestion {
  private static final String SQL =
      """
      INSERT INTO profiling_suggestion (id, elder, younger, reason, state, noticed_at)
      VALUES (:id, :elder, :younger, :reason, 'OPEN', :at)
      """;

  private InsertSuggestion() {}

  static void in(Transaction transaction, Pair pair, String reason, Instant now) {
    transaction
        .sql(SQL)
        .bind("id", Ids.next(now))
        .bind("elder", pair.elder())
        .bind("younger", pair.younger())
        .bind("reason", reason)
        .bind("at", now)
        .insertIfAbsent();
  }
}
