// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.parley.api.profiles.Timeline;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** What is on a live profile's timeline? */
final class FindEntries {
  private static final String SQL =
      """
      SELECT id, home, done_at, type, channel, detail FROM profiling_entry
      WHERE profile = :profile AND done_at <= :at AND (done_at < :at OR id < :below)
      ORDER BY done_at DESC, id DESC
      FETCH FIRST :most ROWS ONLY
      """;

  private FindEntries() {}

  /** The youngest first, those that stand below a place. */
  static List<Timeline.Entry> in(Transaction transaction, UUID profile, Place place, int most) {
    return transaction
        .sql(SQL)
        .bind("profile", profile)
        .bind("at", place.at())
        .bind("below", place.id())
        .bind("most", most)
        .list(FindEntries::entry);
  }

  static Timeline.Entry entry(Row row) {
    Detail detail = Detail.read(row.text("detail"));
    return new Timeline.Entry(
        row.id("id"),
        row.instant("done_at"),
        row.text("type"),
        row.text("channel"),
        row.id("home"),
        detail.origin(),
        detail.data());
  }

  /** Where on a timeline an entry stands. */
  record Place(Instant at, UUID id) {
    /** Above all that can be there. */
    static final Place TOP = new Place(Instant.parse("2200-01-01T00:00:00Z"), new UUID(-1, -1));
  }
}
