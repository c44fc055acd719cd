// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.parley.api.profiles.Doings;
import org.parley.api.store.Transaction;

/** How often did a live profile do what, hour by hour? */
final class CountDoings {
  private static final String SQL =
      """
      SELECT type, MAX(done_at) AS last_at, COUNT(*) AS times FROM profiling_entry
      WHERE profile = :profile AND done_at > :after AND channel <> :hub
      GROUP BY type, done_at / 3600000000
      """;

  private CountDoings() {}

  static List<Doings.Count> in(Transaction transaction, UUID profile, Instant after) {
    return transaction
        .sql(SQL)
        .bind("profile", profile)
        .bind("after", after)
        .bind("hub", Entries.HUB)
        .list(
            row -> new Doings.Count(row.text("type"), row.instant("last_at"), row.number("times")));
  }
}
