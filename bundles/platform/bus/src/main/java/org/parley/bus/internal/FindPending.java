// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** Committed rows that wait for their positions. */
final class FindPending {
  /** How many are found at once. */
  static final int MOST = 500;

  /** Nor is more memory filled at once, but for the last row. */
  static final long MOST_BYTES = 8 << 20;

  private static final String OLDEST =
      "SELECT log_id FROM bus_pending ORDER BY log_id FETCH FIRST " + MOST + " ROWS ONLY";

  private static final String ONE = "SELECT log_id FROM bus_pending WHERE log_id = :id";

  private static final String ROW = "SELECT id, topic, records, body FROM bus_log WHERE id = :id";

  private FindPending() {}

  /**
   * The oldest ones, by id.
   *
   * @param known rows whose records need not be read again
   */
  static List<WrittenRow> oldest(
      Transaction transaction, RowCodec codec, LongFunction<Optional<WrittenRow>> known) {
    List<WrittenRow> rows = new ArrayList<>();
    long room = MOST_BYTES;
    for (Long id : transaction.sql(OLDEST).list(row -> row.number("log_id"))) {
      Optional<WrittenRow> row = known.apply(id).or(() -> load(transaction, codec, id));
      row.ifPresent(rows::add);
      room -= row.map(WrittenRow::memory).orElse(0L);
      if (room <= 0) {
        break;
      }
    }
    return rows;
  }

  /** The row with an id, if it is there and waits. */
  static Optional<WrittenRow> one(Transaction transaction, RowCodec codec, long id) {
    return transaction
        .sql(ONE)
        .bind("id", id)
        .first(row -> row.number("log_id"))
        .flatMap(found -> load(transaction, codec, found));
  }

  private static Optional<WrittenRow> load(Transaction transaction, RowCodec codec, long id) {
    Optional<WrittenRow> row =
        transaction.sql(ROW).bind("id", id).first(found -> written(found, codec));
    row.ifPresent(found -> Unlock.in(transaction, found.records()));
    return row;
  }

  private static WrittenRow written(Row row, RowCodec codec) {
    String topic = row.text("topic");
    int count = (int) row.number("records");
    return new WrittenRow(row.number("id"), topic, codec.records(topic, count, row.bytes("body")));
  }
}
