// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.List;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** Which live profiles hold a pointer, or were shown to share it? */
final class FindByPointer {
  private static final String SQL =
      """
      SELECT 1 AS place, profile FROM profiling_identifier
      WHERE kind = :kind AND network = :network AND value = :value
      UNION
      SELECT 2 AS place, profile FROM profiling_claim
      WHERE kind = :kind AND network = :network AND value = :value AND verified = TRUE
      ORDER BY 1, 2
      """;

  private FindByPointer() {}

  /** Who holds it first. */
  static List<UUID> in(Transaction transaction, Pointer pointer) {
    return transaction
        .sql(SQL)
        .bind("kind", pointer.kind())
        .bind("network", pointer.network())
        .bind("value", pointer.value())
        .list(row -> row.id("profile"))
        .stream()
        .distinct()
        .toList();
  }
}
