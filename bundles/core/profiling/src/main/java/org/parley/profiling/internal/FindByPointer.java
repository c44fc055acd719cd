// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.parley.api.store.Transaction;

/**
 * Which live profiles hold a pointer, or were shown to share it? Sorted here: Derby takes longer to
 * begin to sort than to find.
 */
final class FindByPointer {
  private static final String HOLDER =
      """
      SELECT profile FROM profiling_identifier
      WHERE kind = :kind AND network = :network AND value = :value
      """;
  private static final String CLAIMANTS =
      """
      SELECT profile FROM profiling_claim
      WHERE kind = :kind AND network = :network AND value = :value AND verified = TRUE
      """;

  private FindByPointer() {}

  /** Who holds it first. */
  static List<UUID> in(Transaction transaction, Pointer pointer) {
    Set<UUID> found = new LinkedHashSet<>(ask(transaction, HOLDER, pointer));
    ask(transaction, CLAIMANTS, pointer).stream().sorted(Order.IDS).forEach(found::add);
    return List.copyOf(found);
  }

  private static List<UUID> ask(Transaction transaction, String sql, Pointer pointer) {
    return transaction
        .sql(sql)
        .bind("kind", pointer.kind())
        .bind("network", pointer.network())
        .bind("value", pointer.value())
        .list(row -> row.id("profile"));
  }
}
