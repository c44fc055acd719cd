// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.UUID;
import org.parley.api.store.Transaction;

/** Takes back pointers that were reserved for nobody. */
final class DropReserved {
  private static final String SQL =
      """
      DELETE FROM profiling_identifier WHERE profile = :reserved
      """;

  private DropReserved() {}

  static void in(Transaction transaction, UUID reserved) {
    transaction.sql(SQL).bind("reserved", reserved).update();
  }
}
