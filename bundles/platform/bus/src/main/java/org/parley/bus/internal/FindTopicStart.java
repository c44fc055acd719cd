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

  private FindTopicStart() {}

  static Optional<Long> in(Transaction transaction, String topic) {
    return transaction.sql(FIRST).bind("topic", topic).first(row -> row.number("position"));
  }
}
