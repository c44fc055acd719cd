// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** Saves how far a lane has come, unless another has taken it over. */
final class SaveLane {
  private static final String ADVANCE =
      """
      UPDATE bus_lane SET position = :position, version = :after
      WHERE group_name = :group AND lane = :lane AND version = :before
      """;

  private static final String INSERT =
      """
      INSERT INTO bus_open (group_name, position, record_key, attempts, due_at, reason)
      VALUES (:group, :position, :key, :attempts, :due, :reason)
      """;

  private static final String UPDATE =
      """
      UPDATE bus_open SET attempts = :attempts, due_at = :due, reason = :reason
      WHERE group_name = :group AND position = :position
      """;

  private static final String DELETE =
      "DELETE FROM bus_open WHERE group_name = :group AND position = :position";

  private SaveLane() {}

  /**
   * @throws Overtaken when the lane has another version
   */
  static void advance(Transaction transaction, String group, LaneState state, long position) {
    int moved =
        transaction
            .sql(ADVANCE)
            .bind("group", group)
            .bind("lane", state.lane())
            .bind("position", position)
            .bind("before", state.version())
            .bind("after", state.version() + 1)
            .update();
    if (moved != 1) {
      throw new Overtaken("Lane " + state.lane() + " of group '" + group + "' has another reader");
    }
  }

  static void insert(Transaction transaction, String group, List<OpenEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    Statement insert = transaction.sql(INSERT);
    for (OpenEntry entry : entries) {
      state(insert, group, entry).bind("key", entry.key()).addBatch();
    }
    insert.updateBatch();
  }

  static void update(Transaction transaction, String group, List<OpenEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    Statement update = transaction.sql(UPDATE);
    entries.forEach(entry -> state(update, group, entry).addBatch());
    update.updateBatch();
  }

  private static Statement state(Statement statement, String group, OpenEntry entry) {
    return statement
        .bind("group", group)
        .bind("position", entry.position())
        .bind("attempts", entry.attempts())
        .bind("due", entry.due())
        .bind("reason", entry.reason());
  }

  static void delete(Transaction transaction, String group, List<Long> positions) {
    if (positions.isEmpty()) {
      return;
    }
    Statement delete = transaction.sql(DELETE);
    positions.forEach(
        position -> delete.bind("group", group).bind("position", position).addBatch());
    delete.updateBatch();
  }
}
