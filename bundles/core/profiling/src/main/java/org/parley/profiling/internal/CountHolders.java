// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import org.parley.api.store.Transaction;

/** How many live profiles hold or claim this pointer? */
final class CountHolders {
  private static final String SQL =
      """
      SELECT COUNT(*) AS holders FROM (
        SELECT profile FROM profiling_identifier
        WHERE kind = :kind AND network = :network AND value = :value
        UNION
        SELECT profile FROM profiling_claim
        WHERE kind = :kind AND network = :network AND value = :value
      ) who
      """;

  private CountHolders() {}

  static long in(Transaction transaction, Pointer pointer) {
    return transaction
        .sql(SQL)
        .bind("kind", pointer.kind())
        .bind("network", pointer.network())
        .bind("value", pointer.value())
        .first(row -> row.number("holders"))
        .orElse(0L);
  }
}
