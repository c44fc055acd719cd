// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** Takes out of a profile what has its home in others and makes it known of one of those. */
final class MoveBack {
  /** They may have stayed behind with any profile that they have passed. */
  private static final String ENTRIES =
      "UPDATE profiling_entry SET profile = :other"
          + " WHERE profile IN (<rest>) AND home IN (<homes>)";

  private static final List<String> SQL =
      List.of(
          "UPDATE profiling_identifier SET profile = :other"
              + " WHERE profile = :survivor AND home IN (<homes>)",
          "UPDATE profiling_claim SET profile = :other"
              + " WHERE profile = :survivor AND home IN (<homes>)",
          "UPDATE profiling_attribute SET profile = :other"
              + " WHERE profile = :survivor AND home IN (<homes>)",
          "UPDATE profiling_profile SET root = :other WHERE root = :survivor AND id IN (<homes>)");

  private MoveBack() {}

  static void in(Transaction transaction, UUID survivor, UUID other, Set<UUID> homes) {
    Set<UUID> rest = new HashSet<>(FindHomes.of(transaction, survivor));
    rest.removeAll(homes);
    transaction
        .sql(ENTRIES)
        .bind("other", other)
        .bindList("rest", rest)
        .bindList("homes", homes)
        .update();
    for (String sql : SQL) {
      transaction
          .sql(sql)
          .bind("other", other)
          .bind("survivor", survivor)
          .bindList("homes", homes)
          .update();
    }
  }
}
