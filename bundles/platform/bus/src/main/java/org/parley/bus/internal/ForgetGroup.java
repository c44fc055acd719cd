// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import org.parley.api.store.Transaction;

/**
 * Lets go of a group whose reader will not come back: the log waits for it no more, and who fed it
 * can write no more. A mark of it stays as long as the log holds what it passes over, so that a
 * reader which comes back after all is not handed again what was done long ago.
 */
final class ForgetGroup {
  private static final String FORGET =
      """
      UPDATE bus_group SET forgotten = TRUE, paused = FALSE
      WHERE name = :name AND forgotten = FALSE
      """;

  private static final String PASS_ALL =
      """
      UPDATE bus_lane SET version = version + :more, position = COALESCE(
        (SELECT next_position - 1 FROM bus_topic
         WHERE topic = (SELECT topic FROM bus_group WHERE name = :name)), 0)
      WHERE group_name = :name
      """;

  private static final String CLOSE = "DELETE FROM bus_open WHERE group_name = :name";

  private static final String KEEP_PARKED =
      """
      UPDATE bus_parked SET replay_at = NULL WHERE replay_at >= 0 AND group_name = :name
      """;

  private ForgetGroup() {}

  /**
   * @return whether it was known
   */
  static boolean in(Transaction transaction, String group) {
    if (transaction.sql(FORGET).bind("name", group).update() == 0) {
      return false;
    }
    transaction.sql(PASS_ALL).bind("name", group).bind("more", OpenLanes.TAKEN_OVER).update();
    transaction.sql(CLOSE).bind("name", group).update();
    transaction.sql(KEEP_PARKED).bind("name", group).update();
    return true;
  }
}
