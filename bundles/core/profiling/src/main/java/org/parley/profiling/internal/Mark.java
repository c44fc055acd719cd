// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.Optional;

/**
 * What stands for one purpose.
 *
 * @param since the answer's time; an earlier answer that arrives later changes nothing
 */
record Mark(boolean given, Instant since) {
  /** What stands after another answer: the later one, and of two at one time the no. */
  static Mark after(Optional<Mark> before, Answer answer) {
    Mark said = new Mark(answer.given(), answer.at());
    return before.filter(mark -> !mark.givesWayTo(said)).orElse(said);
  }

  private boolean givesWayTo(Mark said) {
    int time = said.since.compareTo(since);
    return time > 0 || (time == 0 && !said.given);
  }

  /** What stands when two are found to be one person: a no of either, until asked again. */
  Mark unitedWith(Mark other) {
    Instant later = since.isAfter(other.since) ? since : other.since;
    return new Mark(given && other.given, later);
  }
}
