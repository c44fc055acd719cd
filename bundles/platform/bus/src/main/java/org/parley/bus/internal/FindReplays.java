// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** The parked records of a group that somebody wants to be tried again. */
final class FindReplays {
  private static final String ASKED_FOR =
      """
      SELECT id, topic, record, attempts, replay_at FROM bus_parked
      WHERE group_name = :group AND replay_at IS NOT NULL ORDER BY id
      """;

  private FindReplays() {}

  static List<Replay> in(Transaction transaction, RecordCodec codec, String group) {
    List<Replay> replays =
        transaction.sql(ASKED_FOR).bind("group", group).list(row -> replay(row, codec));
    Unlock.in(transaction, replays.stream().map(Replay::record).toList());
    return replays;
  }

  private static Replay replay(Row row, RecordCodec codec) {
    return new Replay(
        row.id("id"),
        codec.read(row.text("topic"), row.bytes("record")),
        (int) row.number("attempts"),
        row.instant("replay_at"));
  }
}
