// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** Notes that a person did something, and so keeps the profile from being merged meanwhile. */
final class TouchProfile {
  private static final String SQL =
      """
      UPDATE profiling_profile
      SET last_seen_at = CASE WHEN last_seen_at < :at THEN :at ELSE last_seen_at END
      WHERE id = :id AND version = :version AND state IN ('ANONYMOUS', 'IDENTIFIED')
      """;

  private TouchProfile() {}

  /** Says whether what points at the profile is still what it was at that version. */
  static boolean in(Transaction transaction, UUID id, long version, Instant at) {
    return transaction.sql(SQL).bind("at", at).bind("id", id).bind("version", version).update() > 0;
  }
}
