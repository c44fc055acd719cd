// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.parley.api.store.Transaction;

/**
 * Puts pointers that nobody was seen with under a profile that is yet to be found or made. Whoever
 * comes later with one of them waits for this transaction, so one person is never made twice.
 */
final class ReservePointers {
  private static final String SQL =
      """
      INSERT INTO profiling_identifier
        (kind, network, value, profile, home, verified, contested, since)
      VALUES (:kind, :network, :value, :profile, :profile, :verified, FALSE, :since)
      """;

  private ReservePointers() {}

  /**
   * @param pointers in their order, so that two transactions never wait for one another
   */
  static void in(Transaction transaction, List<Pointer> pointers, UUID profile, Instant since) {
    for (Pointer pointer : pointers) {
      transaction
          .sql(SQL)
          .bind("kind", pointer.kind())
          .bind("network", pointer.network())
          .bind("value", pointer.value())
          .bind("profile", profile)
          .bind("verified", pointer.verified())
          .bind("since", since)
          .insertIfAbsent();
    }
  }
}
