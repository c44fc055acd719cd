// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/**
 * Numbered rows of a topic from a position on, a few at a time: each lane of each group that lags
 * holds that much. Each body is fetched by its key alone, so that an embedded database touches no
 * row that somebody is still writing.
 */
final class FindRows {
  private static final long MOST_MEMORY = 1 << 18;

  private static final String FIRST =
      """
      SELECT MAX(position) AS nearest FROM bus_sequence
      WHERE topic = :topic AND position > :behind AND position <= :from
      """;

  private static final String PLACES =
      """
      SELECT position, records, log_id, repeated FROM bus_sequence
      WHERE topic = :topic AND position >= :first AND position <= :last
      ORDER BY position FETCH FIRST 128 ROWS ONLY
      """;

  private static final String BODY = "SELECT body FROM bus_log WHERE id = :id";

  private FindRows() {}

  /**
   * @param from the first position of interest; the row that holds it comes first
   * @param last nothing beyond it
   */
  static List<LogRow> in(
      Transaction transaction, RowCodec codec, String topic, long from, long last) {
    List<LogRow> rows = locked(transaction, codec, topic, from, last);
    Unlock.in(transaction, records(rows));
    return rows;
  }

  static List<LoggedRecord> records(List<LogRow> rows) {
    return rows.stream().flatMap(row -> row.records().stream()).toList();
  }

  /** The same, their records still to be handed their keys. */
  static List<LogRow> locked(
      Transaction transaction, RowCodec codec, String topic, long from, long last) {
    List<LogRow> rows = new ArrayList<>();
    long memory = 0;
    for (Place place : places(transaction, topic, from, last)) {
      Optional<byte[]> body = body(transaction, place);
      if (body.isPresent()) {
        LogRow row = place.row(codec, topic, body.get()).kept(codec.single());
        rows.add(row);
        memory += row.memory();
      }
      if (memory > MOST_MEMORY) {
        break;
      }
    }
    return rows;
  }

  private static List<Place> places(Transaction transaction, String topic, long from, long last) {
    Optional<Long> first =
        transaction
            .sql(FIRST)
            .bind("topic", topic)
            .bind("behind", from - WrittenRow.MOST_RECORDS)
            .bind("from", from)
            .first(row -> row.findNumber("nearest"))
            .flatMap(found -> found);
    return transaction
        .sql(PLACES)
        .bind("topic", topic)
        .bind("first", first.orElse(from))
        .bind("last", last)
        .list(Place::of);
  }

  private static Optional<byte[]> body(Transaction transaction, Place place) {
    return transaction.sql(BODY).bind("id", place.log).first(row -> row.bytes("body"));
  }

  private record Place(long position, int records, long log, Optional<byte[]> repeated) {
    static Place of(Row row) {
      return new Place(
          row.number("position"),
          (int) row.number("records"),
          row.number("log_id"),
          row.findBytes("repeated"));
    }

    LogRow row(RowCodec codec, String topic, byte[] body) {
      return new LogRow(
          position, codec.records(topic, records, body), NumberRows.repeated(repeated));
    }
  }
}
