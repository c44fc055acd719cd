// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Set;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** Forgets that these profiles were said to be different people. */
final class DropApart {
  private static final String SQL =
      """
      DELETE FROM profiling_apart WHERE elder IN (<homes>) AND younger IN (<homes>)
      """;

  private DropApart() {}

  static void in(Transaction transaction, Set<UUID> homes) {
    transaction.sql(SQL).bindList("homes", homes).update();
  }
}
