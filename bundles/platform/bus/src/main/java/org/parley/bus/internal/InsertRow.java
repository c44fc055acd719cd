// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.util.List;
import org.parley.api.store.Transaction;

/** Writes rows of the log. */
final class InsertRow {
  private static final String ROW =
      """
      INSERT INTO bus_log (topic, records, written_at, body)
      VALUES (:topic, :records, :now, :body)
      """;

  private static final String PENDING = "INSERT INTO bus_pending (log_id) VALUES (:id)";

  private InsertRow() {}

  /** Writes a row that is numbered once it is committed. */
  static WrittenRow pending(Transaction transaction, List<LoggedRecord> records, Instant now) {
    WrittenRow row = in(transaction, records, now);
    transaction.sql(PENDING).bind("id", row.id()).update();
    return row;
  }

  /** Writes a row that is numbered in the same transaction. */
  static WrittenRow in(Transaction transaction, List<LoggedRecord> records, Instant now) {
    String topic = records.get(0).topic();
    long id =
        transaction
            .sql(ROW)
            .bind("topic", topic)
            .bind("records", records.size())
            .bind("now", now)
            .bind("body", RowCodec.body(records))
            .insertForKey("id");
    return new WrittenRow(id, topic, records);
  }
}
