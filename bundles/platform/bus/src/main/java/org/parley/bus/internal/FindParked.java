// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.PageRequest;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** Parked records, but for those that are about to be tried again. */
final class FindParked {
  private static final String PAGE =
      """
      SELECT id, group_name, topic, record, fault, reason, attempts, parked_at FROM bus_parked
      WHERE id < :below AND replay_at IS NULL
      ORDER BY id DESC FETCH FIRST :count ROWS ONLY
      """;

  private static final String COUNT =
      """
      SELECT group_name, COUNT(*) AS parked FROM bus_parked
      WHERE replay_at IS NULL GROUP BY group_name
      """;

  private static final String GROUPS =
      "SELECT group_name FROM bus_parked WHERE topic = :topic AND position = :position";

  private FindParked() {}

  /** The page's entries and one more, if there is one. */
  static List<Found> page(Transaction transaction, RecordCodec codec, PageRequest page) {
    List<Found> found =
        transaction
            .sql(PAGE)
            .bind("below", page.below())
            .bind("count", page.limit() + 1)
            .list(row -> Found.of(row, codec));
    Unlock.in(transaction, found.stream().map(Found::record).toList());
    return found;
  }

  /** How many each group has. */
  static Map<String, Long> counts(Transaction transaction) {
    Map<String, Long> counts = new HashMap<>();
    transaction.sql(COUNT).list(row -> counts.put(row.text("group_name"), row.number("parked")));
    return counts;
  }

  /** The groups that have parked the record of a position. */
  static List<String> groups(Transaction transaction, String topic, long position) {
    return transaction
        .sql(GROUPS)
        .bind("topic", topic)
        .bind("position", position)
        .list(row -> row.text("group_name"));
  }

  record Found(
      UUID id,
      String group,
      LoggedRecord record,
      Fault fault,
      String reason,
      int attempts,
      Instant parkedAt) {
    static Found of(Row row, RecordCodec codec) {
      return new Found(
          row.id("id"),
          row.text("group_name"),
          codec.read(row.text("topic"), row.bytes("record")),
          row.constant("fault", Fault.class),
          row.text("reason"),
          (int) row.number("attempts"),
          row.instant("parked_at"));
    }
  }
}
