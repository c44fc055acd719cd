// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.util.SortedMap;
import org.parley.api.Ids;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** Keeps records that a group has given up, whatever becomes of the log. */
final class Park {
  private static final String INSERT =
      """
      INSERT INTO bus_parked
        (id, group_name, topic, position, record, key_id, fault, reason, attempts, parked_at)
      VALUES (:id, :group, :topic, :position, :record, :key, :fault, :reason, :attempts, :now)
      """;

  private Park() {}

  static void in(
      Transaction transaction, String group, SortedMap<Long, Parking> parkings, Instant now) {
    if (parkings.isEmpty()) {
      return;
    }
    Statement insert = transaction.sql(INSERT);
    parkings.forEach(
        (position, parking) ->
            insert
                .bind("id", Ids.next(now))
                .bind("group", group)
                .bind("topic", parking.record().topic())
                .bind("position", position)
                .bind("record", parking.record().bytes())
                .bind("key", parking.record().keyId().orElse(null))
                .bind("fault", parking.fault())
                .bind("reason", parking.reason())
                .bind("attempts", parking.attempts())
                .bind("now", now)
                .addBatch());
    insert.updateBatch();
  }
}
