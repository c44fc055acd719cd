// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.util.Optional;

/** One lane of a group at work. Its rounds are run by one thread at a time. */
interface Lane {
  /**
   * Does what can be done now.
   *
   * @return whether there may be more to do at once
   */
  boolean round();

  /** Saves what it knows; called once when it ends. */
  void finish();

  /** When there is something to do again, unless something happens before. */
  Optional<Instant> nextDue();

  /** For how many nanoseconds it lets records gather yet; rounds before that come to nothing. */
  default long rests() {
    return 0;
  }

  /** What it has in its reader's hands right now. */
  int inHand();

  /** How it stands, for a person. */
  LaneStatus status();

  /** Whether the group is done with a record that this lane wanted. */
  boolean isDone(LoggedRecord record, long position);

  /** Hands a parked record out again. */
  void replay(Replay replay);

  /**
   * @param position everything up to here is done with
   * @param waiting how many records wait for another try
   */
  record LaneStatus(long position, long waiting) {}
}
