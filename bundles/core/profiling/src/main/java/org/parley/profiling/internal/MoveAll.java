// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.List;
import java.util.UUID;
import org.parley.api.store.Transaction;

/**
 * Makes all that is known of one live profile known of another. Should both have the same on their
 * timelines, it stays behind with the one who goes, where nobody looks until a split takes it from
 * the other's timeline.
 */
final class MoveAll {
  static final String ENTRIES =
      """
      UPDATE profiling_entry SET profile = :survivor
      WHERE profile = :other AND NOT EXISTS
        (SELECT 1 FROM profiling_entry e WHERE e.profile = :survivor
          AND e.done_at = profiling_entry.done_at AND e.id = profiling_entry.id)
      """;
  private static final List<String> SQL =
      List.of(
          "UPDATE profiling_identifier SET profile = :survivor WHERE profile = :other",
          "UPDATE profiling_claim SET profile = :survivor WHERE profile = :other",
          "UPDATE profiling_attribute SET profile = :survivor WHERE profile = :other",
          ENTRIES,
          "UPDATE profiling_profile SET root = :survivor WHERE root = :other");

  private MoveAll() {}

  static void in(Transaction transaction, UUID other, UUID survivor) {
    for (String sql : SQL) {
      transaction.sql(sql).bind("other", other).bind("survivor", survivor).update();
    }
  }
}
