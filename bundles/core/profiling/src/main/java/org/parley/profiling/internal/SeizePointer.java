// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.UUID;
import org.parley.api.store.Transaction;

/** Gives what somebody else only said to the profile that was shown to hold it. */
final class SeizePointer {
  private static final String SQL =
      """
      UPDATE profiling_identifier
      SET profile = :profile, home = :profile, verified = TRUE, contested = TRUE
      WHERE kind = :kind AND network = :network AND value = :value
      """;

  private SeizePointer() {}

  static void in(Transaction transaction, Pointer pointer, UUID profile) {
    transaction
        .sql(SQL)
        .bind("profile", profile)
        .bind("kind", pointer.kind())
        .bind("network", pointer.network())
        .bind("value", pointer.value())
        .update();
  }
}
