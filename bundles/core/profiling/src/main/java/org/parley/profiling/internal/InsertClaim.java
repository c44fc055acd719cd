// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** Notes that a profile was seen with a pointer that it does not hold. */
final class InsertClaim {
  private static final String SQL =
      """
      INSERT INTO profiling_claim (kind, network, value, home, profile, verified, since)
      VALUES (:kind, :network, :value, :profile, :profile, :verified, :since)
      """;
  private static final String CONTEST =
      """
      UPDATE profiling_identifier SET contested = TRUE
      WHERE kind = :kind AND network = :network AND value = :value AND contested = FALSE
      """;

  private InsertClaim() {}

  /** Says whether that was new. */
  static boolean in(Transaction transaction, Pointer pointer, UUID profile, Instant since) {
    boolean inserted =
        transaction
            .sql(SQL)
            .bind("kind", pointer.kind())
            .bind("network", pointer.network())
            .bind("value", pointer.value())
            .bind("profile", profile)
            .bind("verified", pointer.verified())
            .bind("since", since)
            .insertIfAbsent();
    if (inserted) {
      contest(transaction, pointer);
    }
    return inserted;
  }

  private static void contest(Transaction transaction, Pointer pointer) {
    transaction
        .sql(CONTEST)
        .bind("kind", pointer.kind())
        .bind("network", pointer.network())
        .bind("value", pointer.value())
        .update();
  }
}
