// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.connectors.Repeat;

/** Decides what may be done with something that may have been handed over before. */
record Repetition(Repeat repeat, boolean canReadBack, boolean repeatUnclear) {
  enum Step {
    NOTHING,
    TRY,
    READ_BACK,
    WAIT,
    ASK_PERSON
  }

  /**
   * @param last what is known of it, empty when it was never tried
   * @param record that asks for it now
   * @param replayed whether a person asked for it again
   */
  Step decide(Optional<Attempt> last, UUID record, boolean replayed, Instant now) {
    if (last.isEmpty()) {
      return Step.TRY;
    }
    Attempt attempt = last.get();
    return switch (attempt.state()) {
      case OPEN -> Step.TRY;
      case DELIVERED -> Step.NOTHING;
      case REJECTED -> attempt.record().equals(record) && !replayed ? Step.NOTHING : Step.TRY;
      case TRYING, UNCLEAR -> unclear(attempt, replayed, now);
    };
  }

  /** How long to wait before the next reading back is believed. */
  Duration settling(Attempt attempt, Instant now) {
    return repeat instanceof Repeat.ReadBack back
        ? Duration.between(now, attempt.at().plus(back.settles()))
        : Duration.ZERO;
  }

  private Step unclear(Attempt attempt, boolean replayed, Instant now) {
    if (repeat instanceof Repeat.Keyed keyed
        && Duration.between(attempt.at(), now).compareTo(keyed.remembers()) < 0) {
      return Step.TRY;
    }
    if (canReadBack) {
      return settling(attempt, now).compareTo(Duration.ZERO) > 0 ? Step.WAIT : Step.READ_BACK;
    }
    // one under way when it is replayed was replayed before, and the hub stopped: asked once, sent
    // once
    boolean asked = replayed && attempt.state() == Attempt.State.UNCLEAR;
    return asked || repeatUnclear ? Step.TRY : Step.ASK_PERSON;
  }
}
