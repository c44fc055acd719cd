// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.UUID;
import org.parley.api.store.Transaction;

/** Finds out anew when a person last did something. */
final class RecountSeen {
  private static final String PARTS =
      """
      UPDATE profiling_profile
      SET last_seen_at = (SELECT MAX(h.last_seen_at) FROM profiling_profile h WHERE h.root = :id)
      WHERE id = :id
      """;
  private static final String ENTRIES =
      """
      UPDATE profiling_profile
      SET last_seen_at = COALESCE(
        (SELECT MAX(e.done_at) FROM profiling_entry e
          WHERE e.profile = :id AND e.type NOT IN ('profile.merged', 'profile.split')),
        created_at)
      WHERE id = :id
      """;

  private RecountSeen() {}

  static void afterMerge(Transaction transaction, UUID profile) {
    transaction.sql(PARTS).bind("id", profile).update();
  }

  static void afterSplit(Transaction transaction, UUID profile) {
    transaction.sql(ENTRIES).bind("id", profile).update();
  }
}
