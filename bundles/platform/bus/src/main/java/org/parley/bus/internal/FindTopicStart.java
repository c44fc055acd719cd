// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Optional;
import org.parley.api.store.Transaction;

/** The first position of a topic that the log still holds. */
final class FindTopicStart {
  private static final String FIRST =
      """
      SELECT position FROM bus_sequence WHERE topic = :topic
      ORDER BY position FETCH FIRST 1 ROWS ONLY
      """;

  private static final String WRITTEN =
      """
      SELECT written FROM bus_sequence WHERE topic = :topic AND position <= :upTo
      ORDER BY position DESC FETCH FIRST 1 ROWS ONLY
      """;

  private static final String BEGINNING =
      """
      SELECT written FROM bus_sequence WHERE topic = :topic
      ORDER BY position FETCH FIRST 1 ROWS ONLY
      """;

  private FindTopicStart() {}

  /** How many bytes the topic had been given with the row of a position, or before all it holds. */
  static long writtenBefore(Transaction transaction, String topic, long position) {
    return transaction
        .sql(WRITTEN)
        .bind("topic", topic)
        .bind("upTo", position)
        .first(row -> row.number("written"))
        .or(
            () ->
                transaction.sql(BEGINNING).bind("topic", topic).first(row -> row.number("written")))
        .orElse(0L);
  }

  static Optional<Long> in(Transaction transaction, String topic) {
    return transaction.sql(FIRST).bind("topic", topic).first(row -> row.number("position"));
  }
}
