// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.UUID;
import org.parley.api.store.Transaction;

/** Gives reserved pointers to the profile that was found for them. */
final class HandOver {
  private static final String SQL =
      """
      UPDATE profiling_identifier SET profile = :profile, home = :profile WHERE profile = :reserved
      """;

  private HandOver() {}

  /** Says how many there were. */
  static int in(Transaction transaction, UUID reserved, UUID profile) {
    return transaction.sql(SQL).bind("reserved", reserved).bind("profile", profile).update();
  }
}
