// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Map;
import java.util.TreeMap;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** How far each topic is at the broker. */
final class RelayRows {
  private static final String ALL =
      "SELECT topic, destination, partitions, position FROM bus_relay";

  private static final String WISH =
      """
      INSERT INTO bus_relay (topic, destination, partitions, position) VALUES (:topic, '', 0, 0)
      """;

  private static final String SETTLE =
      """
      UPDATE bus_relay SET destination = :destination, partitions = :partitions, position = :position
      WHERE topic = :topic
      """;

  private static final String ADVANCE =
      """
      UPDATE bus_relay SET position = :to
      WHERE topic = :topic AND position = :from AND destination = :destination
      """;

  private RelayRows() {}

  static Map<String, Relayed> all(Transaction transaction) {
    Map<String, Relayed> all = new TreeMap<>();
    transaction.sql(ALL).list(row -> all.put(row.text("topic"), Relayed.of(row)));
    return all;
  }

  /** Somebody wants to read a topic, though nothing may have been written to it yet. */
  static void wish(Transaction transaction, String topic) {
    transaction.sql(WISH).bind("topic", topic).insertIfAbsent();
  }

  static void settle(Transaction transaction, String topic, Relayed settled) {
    transaction
        .sql(SETTLE)
        .bind("topic", topic)
        .bind("destination", settled.destination)
        .bind("partitions", settled.partitions)
        .bind("position", settled.position)
        .update();
  }

  /**
   * @throws Overtaken when another relays the topic
   */
  static void advance(Transaction transaction, String topic, Relayed from, long to) {
    int moved =
        transaction
            .sql(ADVANCE)
            .bind("topic", topic)
            .bind("destination", from.destination)
            .bind("from", from.position)
            .bind("to", to)
            .update();
    if (moved != 1) {
      throw new Overtaken("Topic '" + topic + "' is relayed by another hub");
    }
  }

  /**
   * @param destination the topic's name at the broker; empty before it is there
   * @param partitions how many it is cut into
   * @param position everything up to here is there
   */
  record Relayed(String destination, int partitions, long position) {
    private static Relayed of(Row row) {
      return new Relayed(
          row.text("destination"), (int) row.number("partitions"), row.number("position"));
    }

    /** Whether it lies in a topic at the broker; without partitions nothing can have got there. */
    boolean isAt(String topic) {
      return destination.equals(topic) && partitions > 0;
    }
  }
}
