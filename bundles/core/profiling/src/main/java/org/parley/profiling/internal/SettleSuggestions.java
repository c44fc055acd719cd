// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Set;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** Closes what was suggested about the parts of two profiles. */
final class SettleSuggestions {
  private static final String SQL =
      """
      UPDATE profiling_suggestion SET state = 'SETTLED'
      WHERE (elder IN (<ones>) AND younger IN (<others>))
        OR (elder IN (<others>) AND younger IN (<ones>))
      """;

  private SettleSuggestions() {}

  static void in(Transaction transaction, Set<UUID> ones, Set<UUID> others) {
    transaction.sql(SQL).bindList("ones", ones).bindList("others", others).update();
  }
}
