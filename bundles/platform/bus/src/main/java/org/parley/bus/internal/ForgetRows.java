// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/**
 * Deletes the oldest rows of a topic that all groups are done with and that are old enough, or more
 * than the topic may hold.
 */
final class ForgetRows {
  /** How many rows one transaction deletes at the most. */
  static final int MOST = 200;

  private static final String OLDEST =
      """
      SELECT position, records, log_id, written FROM bus_sequence
      WHERE topic = :topic AND position <= :upTo
      ORDER BY position FETCH FIRST 200 ROWS ONLY
      """;

  private static final String WRITTEN = "SELECT written_at FROM bus_log WHERE id = :id";

  private static final String LOG = "DELETE FROM bus_log WHERE id = :id";

  private static final String SEQUENCE =
      "DELETE FROM bus_sequence WHERE topic = :topic AND position = :position";

  private ForgetRows() {}

  /**
   * @param unneeded what may go
   * @return how many rows are gone
   */
  static int in(Transaction transaction, String topic, Unneeded unneeded) {
    List<Place> places = new ArrayList<>();
    for (Place place :
        transaction.sql(OLDEST).bind("topic", topic).bind("upTo", unneeded.upTo).list(Place::of)) {
      if (place.last() > unneeded.upTo || !mayGo(transaction, place, unneeded)) {
        break;
      }
      places.add(place);
    }
    if (!places.isEmpty()) {
      delete(transaction, topic, places);
    }
    return places.size();
  }

  /**
   * What nobody needs.
   *
   * @param upTo the last position that all groups are done with
   * @param before rows that were written earlier may go
   * @param written rows up to where the topic had been given so many bytes may go at any age
   */
  record Unneeded(long upTo, Instant before, long written) {}

  private static boolean mayGo(Transaction transaction, Place place, Unneeded unneeded) {
    return place.written <= unneeded.written || isOld(transaction, place, unneeded.before);
  }

  private static boolean isOld(Transaction transaction, Place place, Instant before) {
    return transaction
        .sql(WRITTEN)
        .bind("id", place.log)
        .first(row -> row.instant("written_at").isBefore(before))
        .orElse(true);
  }

  private static void delete(Transaction transaction, String topic, List<Place> places) {
    Statement log = transaction.sql(LOG);
    Statement sequence = transaction.sql(SEQUENCE);
    for (Place place : places) {
      log.bind("id", place.log).addBatch();
      sequence.bind("topic", topic).bind("position", place.position).addBatch();
    }
    log.updateBatch();
    sequence.updateBatch();
    long last = places.get(places.size() - 1).last();
    boolean more = true;
    while (more) {
      more = SeenIds.forget(transaction, topic, last);
    }
  }

  private record Place(long position, long records, long log, long written) {
    static Place of(Row row) {
      return new Place(
          row.number("position"),
          row.number("records"),
          row.number("log_id"),
          row.number("written"));
    }

    long last() {
      return position + records - 1;
    }
  }
}
