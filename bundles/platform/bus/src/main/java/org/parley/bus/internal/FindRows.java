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

  /** As many places as full rows may be held; those after them only where rows are small. */
  private static final List<Integer> PORTIONS = List.of(8, 120);

  private static final String FIRST =
      """
      SELECT MAX(position) AS nearest FROM bus_sequence
      WHERE topic = :topic AND position > :behind AND position <= :from
      """;

  private static final String PLACES =
      """
      SELECT position, records, log_id, repeated FROM bus_sequence
      WHERE topic = :topic AND position >= :first AND position <= :last
      ORDER BY position FETCH FIRST :most ROWS ONLY
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
    long next = first(transaction, topic, from);
    for (int most : PORTIONS) {
      List<Place> places = places(transaction, topic, next, last, most);
      for (Place place : places) {
        Optional<LogRow> row = body(transaction, place).map(it -> place.row(codec, topic, it));
        row.ifPresent(rows::add);
        memory += row.map(LogRow::memory).orElse(0L);
        if (memory > MOST_MEMORY) {
          return rows;
        }
        next = place.position + place.records;
      }
      if (places.size() < most) {
        return rows;
      }
    }
    return rows;
  }

  private static long first(Transaction transaction, String topic, long from) {
    return transaction
        .sql(FIRST)
        .bind("topic", topic)
        .bind("behind", from - WrittenRow.MOST_RECORDS)
        .bind("from", from)
        .first(row -> row.findNumber("nearest"))
        .flatMap(found -> found)
        .orElse(from);
  }

  private static List<Place> places(
      Transaction transaction, String topic, long first, long last, int most) {
    return transaction
        .sql(PLACES)
        .bind("topic", topic)
        .bind("first", first)
        .bind("last", last)
        .bind("most", most)
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
              position, codec.records(topic, records, body), NumberRows.repeated(repeated))
          .kept(codec.single());
    }
  }
}
