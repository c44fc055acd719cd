// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.profiles.Merge;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** Which merges brought others into these profiles? */
final class FindMerges {
  private static final String ONE =
      """
      SELECT id, survivor, other, reason, merged_at, undone_at FROM profiling_merge WHERE id = :id
      """;
  private static final String INTO =
      """
      SELECT id, survivor, other, reason, merged_at, undone_at FROM profiling_merge
      WHERE survivor IN (<survivors>) ORDER BY id DESC
      """;

  private FindMerges() {}

  static Optional<Merge> one(Transaction transaction, UUID id) {
    return transaction.sql(ONE).bind("id", id).first(FindMerges::merge);
  }

  /** Also those undone, the youngest first. */
  static List<Merge> into(Transaction transaction, Collection<UUID> survivors) {
    return transaction.sql(INTO).bindList("survivors", survivors).list(FindMerges::merge);
  }

  private static Merge merge(Row row) {
    return new Merge(
        row.id("id"),
        row.id("survivor"),
        row.id("other"),
        row.text("reason"),
        row.instant("merged_at"),
        row.findInstant("undone_at"));
  }
}
