// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** When did a person last do something, by the timeline? Their profile hears of it later. */
final class FindDone {
  private static final String SQL =
      """
      SELECT done_at FROM profiling_entry
      WHERE profile = :profile AND type NOT IN
        ('profile.merged', 'profile.split', 'consent.given', 'consent.withdrawn')
      ORDER BY done_at DESC, id DESC
      FETCH FIRST 1 ROWS ONLY
      """;

  private FindDone() {}

  static Optional<Instant> last(Transaction transaction, UUID profile) {
    return transaction.sql(SQL).bind("profile", profile).first(row -> row.instant("done_at"));
  }
}
