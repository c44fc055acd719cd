// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/**
 * Gives committed rows their positions. Fails when another has numbered in the meantime: the next
 * position of a topic moves on under its lock, and each row leaves the pending ones once.
 */
final class NumberRows {
  private static final String ADVANCE =
      """
      UPDATE bus_topic SET next_position = :after
      WHERE topic = :topic AND next_position = :before
      """;

  private static final String BEGIN_TOPIC =
      "INSERT INTO bus_topic (topic, next_position) VALUES (:topic, 1)";

  private static final String NUMBER =
      """
      INSERT INTO bus_sequence (topic, position, records, log_id, repeated, marks)
      VALUES (:topic, :position, :records, :log, :repeated, :marks)
      """;

  private static final String NOT_PENDING = "DELETE FROM bus_pending WHERE log_id = :log";

  private NumberRows() {}

  /** Where each topic goes on. */
  static Map<String, Long> nextPositions(Transaction transaction) {
    Map<String, Long> next = new TreeMap<>();
    transaction
        .sql("SELECT topic, next_position FROM bus_topic")
        .list(row -> next.put(row.text("topic"), row.number("next_position")));
    return next;
  }

  static void beginTopic(Transaction transaction, String topic) {
    transaction.sql(BEGIN_TOPIC).bind("topic", topic).insertIfAbsent();
  }

  static void in(Transaction transaction, String topic, List<Numbered> rows) {
    long before = rows.get(0).row.first();
    long after = rows.get(rows.size() - 1).row.last() + 1;
    int moved =
        transaction
            .sql(ADVANCE)
            .bind("topic", topic)
            .bind("before", before)
            .bind("after", after)
            .update();
    if (moved != 1) {
      throw new Overtaken("Topic '" + topic + "' is no longer at position " + before);
    }
    Statement number = transaction.sql(NUMBER);
    Statement settle = transaction.sql(NOT_PENDING);
    for (Numbered numbered : rows) {
      number
          .bind("topic", topic)
          .bind("position", numbered.row.first())
          .bind("records", numbered.row.records().size())
          .bind("log", numbered.logId)
          .bind("repeated", bits(numbered.row.repeated()))
          .bind("marks", Marks.of(numbered.row.records()))
          .addBatch();
      settle.bind("log", numbered.logId).addBatch();
    }
    number.updateBatch();
    for (int gone : settle.updateBatch()) {
      if (gone == 0) {
        throw new Overtaken("A row of topic '" + topic + "' was numbered by another");
      }
    }
  }

  private static byte @Nullable [] bits(BitSet repeated) {
    return repeated.isEmpty() ? null : repeated.toByteArray();
  }

  static BitSet repeated(Optional<byte[]> bits) {
    return bits.map(BitSet::valueOf).orElseGet(BitSet::new);
  }

  /**
   * @param logId the row in the log
   */
  record Numbered(long logId, LogRow row) {}
}
