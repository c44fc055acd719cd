// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/**
 * Removes the last marks of forgotten groups once the log holds nothing more that they have passed
 * over, and with them what they had parked.
 */
final class SweepForgotten {
  private static final String FORGOTTEN =
      """
      SELECT g.name, g.topic, MAX(l.position) AS position
      FROM bus_group g JOIN bus_lane l ON l.group_name = g.name
      WHERE g.forgotten = TRUE GROUP BY g.name, g.topic
      """;

  private static final String PARKED = "DELETE FROM bus_parked WHERE group_name = :name";

  private static final String LANES = "DELETE FROM bus_lane WHERE group_name = :name";

  private static final String GROUP =
      "DELETE FROM bus_group WHERE name = :name AND forgotten = TRUE";

  private SweepForgotten() {}

  static int in(Transaction transaction) {
    int gone = 0;
    for (Forgotten group : transaction.sql(FORGOTTEN).list(Forgotten::of)) {
      long first = FindTopicStart.in(transaction, group.topic).orElse(Long.MAX_VALUE);
      if (group.position < first && sweep(transaction, group.name)) {
        gone++;
      }
    }
    return gone;
  }

  private static boolean sweep(Transaction transaction, String name) {
    if (transaction.sql(GROUP).bind("name", name).update() == 0) {
      return false;
    }
    transaction.sql(LANES).bind("name", name).update();
    transaction.sql(PARKED).bind("name", name).update();
    return true;
  }

  private record Forgotten(String name, String topic, long position) {
    static Forgotten of(Row row) {
      return new Forgotten(row.text("name"), row.text("topic"), row.number("position"));
    }
  }
}
