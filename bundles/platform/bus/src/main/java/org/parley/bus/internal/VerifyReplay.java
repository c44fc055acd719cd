// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import org.parley.api.store.Transaction;

/** Whether a parked record is still to be tried again. */
final class VerifyReplay {
  private static final String WANTED =
      "SELECT id FROM bus_parked WHERE id = :id AND replay_at IS NOT NULL";

  private VerifyReplay() {}

  /**
   * @throws Overtaken when the entry is gone or nobody wants it replayed any more
   */
  static Replay in(Transaction transaction, Replay replay) {
    if (transaction.sql(WANTED).bind("id", replay.parked()).first(row -> row.id("id")).isEmpty()) {
      throw new Overtaken("Parked record '" + replay.parked() + "' was settled by another");
    }
    return replay;
  }
}
