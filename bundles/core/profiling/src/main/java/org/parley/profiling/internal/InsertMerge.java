// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import org.parley.api.profiles.Merge;
import org.parley.api.store.Transaction;

/** Notes a merge. */
final class InsertMerge {
  private static final String SQL =
      """
      INSERT INTO profiling_merge (id, survivor, other, answers, reason, merged_at)
      VALUES (:id, :survivor, :other, :answers, :reason, :at)
      """;

  private InsertMerge() {}

  /**
   * @param answers how many answers the survivor's chain of consents holds
   */
  static void in(Transaction transaction, Merge merge, int answers) {
    transaction
        .sql(SQL)
        .bind("id", merge.id())
        .bind("survivor", merge.profile())
        .bind("other", merge.other())
        .bind("answers", answers)
        .bind("reason", merge.reason())
        .bind("at", merge.at())
        .update();
  }
}
