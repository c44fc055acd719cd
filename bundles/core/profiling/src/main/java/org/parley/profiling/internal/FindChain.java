// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.UUID;
import org.parley.api.store.Transaction;

/** Where does a profile's own chain of answers end? */
final class FindChain {
  private static final String SQL =
      """
      SELECT answers, answers_seal FROM profiling_profile WHERE id = :id
      """;

  private FindChain() {}

  static End in(Transaction transaction, UUID profile) {
    return transaction
        .sql(SQL)
        .bind("id", profile)
        .first(row -> new End((int) row.number("answers"), row.text("answers_seal")))
        .orElseThrow();
  }

  /**
   * @param answers how many there are
   * @param seal of the last, empty for none
   */
  record End(int answers, String seal) {
    static final End NONE = new End(0, "");
  }
}
