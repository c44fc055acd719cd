// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** All groups that have ever read and are not forgotten, as the tables know them. */
final class FindGroups {
  private static final String ALL =
      """
      SELECT name, topic, types, paused FROM bus_group WHERE forgotten = FALSE ORDER BY name
      """;

  private FindGroups() {}

  static List<Known> in(Transaction transaction) {
    List<Known> groups = new ArrayList<>();
    for (Head head : transaction.sql(ALL).list(Head::of)) {
      List<LaneState> lanes = OpenLanes.find(transaction, head.name);
      groups.add(new Known(head, lanes, FindOpen.in(transaction, head.name)));
    }
    return groups;
  }

  /**
   * @param types the record types that it wants; empty for all
   */
  record Head(String name, String topic, Set<String> types, boolean paused) {
    static Head of(Row row) {
      String types = row.text("types");
      return new Head(
          row.text("name"),
          row.text("topic"),
          types.isEmpty() ? Set.of() : Set.of(types.split(",")),
          row.flag("paused"));
    }
  }

  /** A group with what it has done. */
  record Known(Head head, List<LaneState> lanes, List<OpenEntry> open) {
    /** Everything up to here is done with. */
    long lowWater() {
      long position = lanes.stream().mapToLong(LaneState::position).min().orElse(0);
      return open.isEmpty() ? position : Math.min(position, open.get(0).position() - 1);
    }

    long waiting() {
      return open.stream().filter(entry -> entry.attempts() > 0).count();
    }

    boolean isDone(LoggedRecord record, long position) {
      boolean wanted = head.types.isEmpty() || head.types.contains(record.type());
      return wanted
          && open.stream().noneMatch(entry -> entry.position() == position)
          && lanes.stream()
              .anyMatch(lane -> lane.takes(record.key()) && lane.position() >= position);
    }
  }
}
