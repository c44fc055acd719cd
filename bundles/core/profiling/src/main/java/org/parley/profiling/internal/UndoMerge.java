// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** Notes that a merge was undone. */
final class UndoMerge {
  private static final String SQL =
      """
      UPDATE profiling_merge SET undone_at = :at WHERE id = :id
      """;

  private UndoMerge() {}

  static void in(Transaction transaction, UUID merge, Instant at) {
    transaction.sql(SQL).bind("id", merge).bind("at", at).update();
  }
}
