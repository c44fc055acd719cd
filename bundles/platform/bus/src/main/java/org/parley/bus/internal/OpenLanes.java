// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/**
 * Takes the lanes of a group over: whoever had them before can write no more. A group that was
 * never there begins at the start of the log, so that nothing is lost on a reader that is installed
 * later.
 */
final class OpenLanes {
  /** By how much taking over moves the version: more than any single write does. */
  static final long TAKEN_OVER = 1_000;

  /** So many rows are written at once, and kept in memory until then. */
  private static final int PORTION = 1_000;

  private static final String FIND =
      """
      SELECT lane, lanes, position, version FROM bus_lane
      WHERE group_name = :group ORDER BY lane
      """;

  private static final String TAKE_OVER =
      "UPDATE bus_lane SET version = version + " + TAKEN_OVER + " WHERE group_name = :group";

  private static final String TAKE_OVER_ONE = TAKE_OVER + " AND lane = :lane AND lanes = :lanes";

  private static final String DROP = "DELETE FROM bus_lane WHERE group_name = :group";

  private static final String CREATE =
      """
      INSERT INTO bus_lane (group_name, lane, lanes, position, version)
      VALUES (:group, :lane, :lanes, :position, :version)
      """;

  private OpenLanes() {}

  /**
   * @param lanes how many the group wants now
   * @param feed the wanted records of the group's topic, needed where the number has changed
   */
  static List<LaneState> in(Transaction transaction, String group, int lanes, Feed feed) {
    transaction.sql(TAKE_OVER).bind("group", group).update();
    List<LaneState> found = find(transaction, group);
    if (found.size() == lanes) {
      return found;
    }
    if (found.isEmpty()) {
      return create(transaction, group, lanes, 0, 1);
    }
    LongSummaryStatistics positions =
        found.stream().mapToLong(LaneState::position).summaryStatistics();
    listUndone(transaction, group, found, positions, feed);
    transaction.sql(DROP).bind("group", group).update();
    long version = found.stream().mapToLong(LaneState::version).max().orElse(0) + 1;
    return create(transaction, group, lanes, positions.getMax(), version);
  }

  /**
   * Takes over a single lane.
   *
   * @throws Overtaken when the group is cut otherwise by now
   */
  static LaneState takeOver(Transaction transaction, String group, int lane, int lanes) {
    int taken =
        transaction
            .sql(TAKE_OVER_ONE)
            .bind("group", group)
            .bind("lane", lane)
            .bind("lanes", lanes)
            .update();
    if (taken != 1) {
      throw new Overtaken("Group '" + group + "' is not cut into " + lanes + " lanes any more");
    }
    return find(transaction, group).get(lane);
  }

  static List<LaneState> find(Transaction transaction, String group) {
    return transaction.sql(FIND).bind("group", group).list(OpenLanes::state);
  }

  private static LaneState state(Row row) {
    return new LaneState(
        (int) row.number("lane"),
        (int) row.number("lanes"),
        row.number("position"),
        row.number("version"));
  }

  /** All lanes are to go on from the furthest one; what the others have not done yet is listed. */
  private static void listUndone(
      Transaction transaction,
      String group,
      List<LaneState> lanes,
      LongSummaryStatistics positions,
      Feed feed) {
    List<OpenEntry> undone = new ArrayList<>();
    long position = positions.getMin();
    Feed.Upcoming next = feed.after(position);
    while (next != null && next.position() <= positions.getMax()) {
      String key = next.record().key();
      position = next.position();
      long at = position;
      if (next.wanted()
          && lanes.stream().anyMatch(lane -> lane.takes(key) && lane.position() < at)) {
        undone.add(OpenEntry.untried(at, key));
      }
      if (undone.size() == PORTION) {
        SaveLane.insert(transaction, group, undone);
        undone.clear();
      }
      next = feed.after(position);
    }
    SaveLane.insert(transaction, group, undone);
  }

  private static List<LaneState> create(
      Transaction transaction, String group, int lanes, long position, long version) {
    List<LaneState> created = new ArrayList<>();
    Statement create = transaction.sql(CREATE);
    for (int lane = 0; lane < lanes; lane++) {
      created.add(new LaneState(lane, lanes, position, version));
      create
          .bind("group", group)
          .bind("lane", lane)
          .bind("lanes", lanes)
          .bind("position", position)
          .bind("version", version)
          .addBatch();
    }
    create.updateBatch();
    return created;
  }
}
