// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/**
 * Gives rows their positions. Fails when another has numbered in the meantime: the next position of
 * a topic moves on under its lock, and each row leaves the pending ones once.
 */
final class NumberRows {
  private static final String ADVANCE =
      """
      UPDATE bus_topic SET next_position = :after, written = :written
      WHERE topic = :topic AND next_position = :before
      """;

  private static final String BEGIN_TOPIC =
      "INSERT INTO bus_topic (topic, next_position) VALUES (:topic, 1)";

  private static final String NUMBER =
      """
      INSERT INTO bus_sequence (topic, position, records, log_id, repeated, marks, written)
      VALUES (:topic, :position, :records, :log, :repeated, :marks, :written)
      """;

  private static final String NOT_PENDING = "DELETE FROM bus_pending WHERE log_id = :log";

  private NumberRows() {}

  /** Where each topic goes on. */
  static Map<String, TopicEnd> ends(Transaction transaction) {
    Map<String, TopicEnd> ends = new TreeMap<>();
    transaction
        .sql("SELECT topic, next_position, written FROM bus_topic")
        .list(row -> ends.put(row.text("topic"), end(row)));
    return ends;
  }

  private static TopicEnd end(Row row) {
    return new TopicEnd(row.number("next_position"), row.number("written"));
  }

  static void beginTopic(Transaction transaction, String topic) {
    transaction.sql(BEGIN_TOPIC).bind("topic", topic).insertIfAbsent();
  }

  /**
   * @param before where the topic ended until now
   */
  static void in(Transaction transaction, String topic, TopicEnd before, List<Numbered> rows) {
    TopicEnd end = before;
    Statement number = transaction.sql(NUMBER);
    for (Numbered numbered : rows) {
      end = end.with(numbered.row);
      number
          .bind("topic", topic)
          .bind("position", numbered.row.first())
          .bind("records", numbered.row.records().size())
          .bind("log", numbered.logId)
          .bind("repeated", bits(numbered.row.repeated()))
          .bind("marks", Marks.of(numbered.row.records()))
          .bind("written", end.written())
          .addBatch();
    }
    advance(transaction, topic, before, end);
    number.updateBatch();
  }

  /** Takes rows that were numbered from the pending ones. */
  static void settle(Transaction transaction, List<WrittenRow> rows) {
    Statement settle = transaction.sql(NOT_PENDING);
    rows.forEach(row -> settle.bind("log", row.id()).addBatch());
    for (int gone : settle.updateBatch()) {
      if (gone == 0) {
        throw new Overtaken("A row of the log was numbered by another");
      }
    }
  }

  private static void advance(
      Transaction transaction, String topic, TopicEnd before, TopicEnd after) {
    int moved =
        transaction
            .sql(ADVANCE)
            .bind("topic", topic)
            .bind("before", before.position())
            .bind("after", after.position())
            .bind("written", after.written())
            .update();
    if (moved != 1) {
      throw new Overtaken("Topic '" + topic + "' is no longer at position " + before.position());
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
