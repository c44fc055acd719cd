// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import org.parley.api.store.Transaction;

/** Notes that a person was shown to hold what so far was only said. */
final class VerifyPointer {
  private static final String SQL =
      """
      UPDATE profiling_identifier SET verified = TRUE
      WHERE kind = :kind AND network = :network AND value = :value
      """;

  private VerifyPointer() {}

  static void in(Transaction transaction, Pointer pointer) {
    transaction
        .sql(SQL)
        .bind("kind", pointer.kind())
        .bind("network", pointer.network())
        .bind("value", pointer.value())
        .update();
  }
}
