// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.List;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** Makes all that is known of one live profile known of another. */
final class MoveAll {
  private static final List<String> SQL =
      List.of(
          "UPDATE profiling_identifier SET profile = :survivor WHERE profile = :other",
          "UPDATE profiling_claim SET profile = :survivor WHERE profile = :other",
          "UPDATE profiling_attribute SET profile = :survivor WHERE profile = :other",
          "UPDATE profiling_entry SET profile = :survivor WHERE profile = :other",
          "UPDATE profiling_profile SET root = :survivor WHERE root = :other");

  private MoveAll() {}

  static void in(Transaction transaction, UUID other, UUID survivor) {
    for (String sql : SQL) {
      transaction.sql(sql).bind("other", other).bind("survivor", survivor).update();
    }
  }
}
