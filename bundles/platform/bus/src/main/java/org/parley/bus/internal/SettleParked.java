// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.util.UUID;
import org.parley.api.Conflict;
import org.parley.api.NotFound;
import org.parley.api.store.Transaction;

/** What a person decides about a parked record. */
final class SettleParked {
  private static final String FIND = "SELECT group_name FROM bus_parked WHERE id = :id";

  private static final String KNOWN =
      "SELECT name FROM bus_group WHERE name = :name AND forgotten = FALSE";

  private static final String REPLAY =
      """
      UPDATE bus_parked SET replay_at = :now, attempts = 0 WHERE id = :id AND replay_at IS NULL
      """;

  private static final String DISCARD = "DELETE FROM bus_parked WHERE id = :id";

  private SettleParked() {}

  /**
   * @return its group
   */
  static String replay(Transaction transaction, UUID id, Instant now) {
    String group =
        transaction
            .sql(FIND)
            .bind("id", id)
            .first(row -> row.text("group_name"))
            .orElseThrow(() -> new NotFound("parked record", id));
    if (transaction.sql(KNOWN).bind("name", group).first(row -> row.text("name")).isEmpty()) {
      throw new Conflict("Group '" + group + "' is forgotten; nobody would take the record");
    }
    transaction.sql(REPLAY).bind("id", id).bind("now", now).update();
    return group;
  }

  static int discard(Transaction transaction, UUID id) {
    int gone = transaction.sql(DISCARD).bind("id", id).update();
    if (gone == 0) {
      throw new NotFound("parked record", id);
    }
    return gone;
  }
}
