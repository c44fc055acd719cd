// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.List;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** Which live profiles claim this pointer without holding it? */
final class FindClaimants {
  private static final String SQL =
      """
      SELECT DISTINCT profile FROM profiling_claim
      WHERE kind = :kind AND network = :network AND value = :value
      FETCH FIRST :most ROWS ONLY
      """;

  private FindClaimants() {}

  static List<UUID> in(Transaction transaction, Pointer pointer, int most) {
    return transaction
        .sql(SQL)
        .bind("kind", pointer.kind())
        .bind("network", pointer.network())
        .bind("value", pointer.value())
        .bind("most", most)
        .list(row -> row.id("profile"));
  }
}
