// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.parley.api.profiles.Timeline;
import org.parley.api.store.Transaction;

/** What did a live profile do last? */
final class FindDoings {
  private static final String SQL =
      """
      SELECT id, home, done_at, type, channel, detail FROM profiling_entry
      WHERE profile = :profile AND channel <> :hub
      ORDER BY done_at DESC, id DESC
      FETCH FIRST :most ROWS ONLY
      """;

  private FindDoings() {}

  /** The oldest first. */
  static List<Timeline.Entry> in(Transaction transaction, UUID profile, int most) {
    List<Timeline.Entry> found =
        new ArrayList<>(
            transaction
                .sql(SQL)
                .bind("profile", profile)
                .bind("hub", Entries.HUB)
                .bind("most", most)
                .list(FindEntries::entry));
    Collections.reverse(found);
    return found;
  }
}
