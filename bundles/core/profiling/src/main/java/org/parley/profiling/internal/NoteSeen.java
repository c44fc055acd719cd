// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** Notes that a person, whose profile is locked, did something. */
final class NoteSeen {
  private static final String SQL =
      """
      UPDATE profiling_profile SET last_seen_at = :at WHERE id = :id AND last_seen_at < :at
      """;

  private NoteSeen() {}

  static void in(Transaction transaction, UUID id, Instant at) {
    transaction.sql(SQL).bind("id", id).bind("at", at).update();
  }
}
