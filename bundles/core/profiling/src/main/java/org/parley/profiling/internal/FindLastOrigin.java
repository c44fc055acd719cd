// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Optional;
import java.util.UUID;
import org.parley.api.links.Origin;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/**
 * Where did a live profile come from last? Looks into the text of the entries as {@link Detail}
 * writes it, so that only the one that is found is read: the parts of an origin have an order of
 * their own, from the campaign to the recipient, and what is not known is not there.
 */
final class FindLastOrigin {
  private static final String BY_CAMPAIGN =
      """
      SELECT detail FROM profiling_entry WHERE profile = :profile AND detail LIKE :campaign
      ORDER BY done_at DESC, id DESC
      FETCH FIRST 1 ROWS ONLY
      """;
  private static final String BY_ANY =
      """
      SELECT detail FROM profiling_entry
      WHERE profile = :profile AND detail NOT LIKE :none AND detail NOT LIKE :recipient
      ORDER BY done_at DESC, id DESC
      FETCH FIRST 1 ROWS ONLY
      """;

  private FindLastOrigin() {}

  static Optional<Origin> in(Transaction transaction, UUID profile) {
    return transaction
        .sql(BY_CAMPAIGN)
        .bind("profile", profile)
        .bind("campaign", "{\"origin\":{\"campaign\":%")
        .first(FindLastOrigin::origin)
        .or(() -> byAny(transaction, profile));
  }

  private static Optional<Origin> byAny(Transaction transaction, UUID profile) {
    return transaction
        .sql(BY_ANY)
        .bind("profile", profile)
        .bind("none", "{\"origin\":{}%")
        .bind("recipient", "{\"origin\":{\"recipient\":%")
        .first(FindLastOrigin::origin);
  }

  private static Origin origin(Row row) {
    return Detail.read(row.text("detail")).origin();
  }
}
