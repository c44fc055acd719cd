// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.util.List;
import org.parley.api.store.Transaction;

/**
 * Pauses, once for each restore, a group that the backup has brought along: what it has sent since
 * the backup was made is unknown to the database.
 */
final class HoldRestored {
  private static final String HOLD =
      """
      UPDATE bus_group SET paused = TRUE, held = TRUE, restored_at = :restoredAt
      WHERE name = :name AND created_at <= :restoredAt
        AND (restored_at IS NULL OR restored_at < :restoredAt)
      """;

  private static final String HELD =
      """
      SELECT name FROM bus_group WHERE paused = TRUE AND held = TRUE AND forgotten = FALSE
      ORDER BY name
      """;

  private HoldRestored() {}

  /** Says whether the group has just been paused. */
  static boolean in(Transaction transaction, String group, Instant restoredAt) {
    return transaction.sql(HOLD).bind("name", group).bind("restoredAt", restoredAt).update() == 1;
  }

  /** The groups that still wait. */
  static List<String> find(Transaction transaction) {
    return transaction.sql(HELD).list(row -> row.text("name"));
  }
}
