// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** What becomes of a parked record that was handed out again. */
final class EndReplay {
  private static final String DONE =
      "DELETE FROM bus_parked WHERE id = :id AND replay_at IS NOT NULL";

  private static final String AGAIN =
      """
      UPDATE bus_parked SET replay_at = :due, attempts = :attempts, reason = :reason
      WHERE id = :id AND replay_at IS NOT NULL
      """;

  private static final String GIVEN_UP =
      """
      UPDATE bus_parked
      SET replay_at = NULL, attempts = :attempts, reason = :reason, fault = :fault, parked_at = :now
      WHERE id = :id AND replay_at IS NOT NULL
      """;

  private EndReplay() {}

  /**
   * @throws Overtaken when the entry is gone or nobody wants it replayed any more
   */
  static void done(Transaction transaction, Replay replay) {
    if (transaction.sql(DONE).bind("id", replay.parked()).update() != 1) {
      throw new Overtaken("Parked record '" + replay.parked() + "' was settled by another");
    }
  }

  /**
   * @return whether it still was this one's to note; another hub may have settled it
   */
  static boolean failed(Transaction transaction, Replay replay, Verdict verdict, Instant now) {
    Statement note = transaction.sql(verdict instanceof Verdict.Again ? AGAIN : GIVEN_UP);
    note.bind("id", replay.parked()).bind("attempts", replay.attempts() + 1);
    if (verdict instanceof Verdict.Again again) {
      note.bind("due", again.due()).bind("reason", again.reason());
    } else if (verdict instanceof Verdict.GiveUp giveUp) {
      note.bind("reason", giveUp.reason()).bind("fault", giveUp.fault()).bind("now", now);
    }
    return note.update() == 1;
  }
}
