// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.UUID;
import org.parley.api.store.Transaction;

/**
 * Shows on a live profile's timeline what stayed behind when others went into it, where a split has
 * taken away what it stayed behind for. The nearest come first: so no split ever brings two of the
 * same back to one profile.
 */
final class BringForth {
  private BringForth() {}

  static void in(Transaction transaction, UUID profile) {
    for (UUID part : FindBranch.in(transaction, profile)) {
      if (!part.equals(profile)) {
        transaction.sql(MoveAll.ENTRIES).bind("survivor", profile).bind("other", part).update();
      }
    }
  }
}
