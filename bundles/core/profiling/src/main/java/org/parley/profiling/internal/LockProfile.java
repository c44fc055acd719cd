// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.UUID;
import org.parley.api.store.Transaction;

/** Keeps a live profile from being changed by others until the transaction ends. */
final class LockProfile {
  private static final String SQL =
      """
      UPDATE profiling_profile SET version = version + 1
      WHERE id = :id AND state IN ('ANONYMOUS', 'IDENTIFIED')
      """;

  private LockProfile() {}

  /** Says whether it still lives. Several profiles are locked in the order of their ids. */
  static boolean in(Transaction transaction, UUID id) {
    return transaction.sql(SQL).bind("id", id).update() > 0;
  }
}
