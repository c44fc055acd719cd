// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/**
 * How much of the hub a connector may hold.
 *
 * @param longestCall how long one of its routes may take before it is given up
 * @param longestStep how long it may take to check settings, and to lay, start or end routes
 * @param held how many calls of an account, beside those that it may make at once, may go on after
 *     they were given up; as many trials of people beside those at once
 * @param patience how long a call waits for a place while others are at work
 * @param pause how long it is asked for nothing when it has ended none of them
 */
record Limits(
    Duration longestCall, Duration longestStep, int held, Duration patience, Duration pause) {
  /** Long enough for a connector that means well, on a machine that is busy starting. */
  private static final Duration LONGEST_STEP = Duration.ofSeconds(30);

  private static final int HELD = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** How many accounts' routes may be laid, or taken away, at once. */
  private static final int STEPS = 4;

  static Limits of(ConnectorsSettings settings) {
    return ofSeconds(settings.call_seconds());
  }

  static Limits ofSeconds(int longestCall) {
    if (longestCall < 1) {
      throw new ParleyException(
          Fault.SETTINGS,
          "Setting 'call.seconds' of '%s' is '%d'; the least is 1, and without it 60 holds"
              .formatted(ConnectorsSettings.PID, longestCall));
    }
    return ofCall(Duration.ofSeconds(longestCall));
  }

  static Limits ofCall(Duration longest) {
    return new Limits(longest, LONGEST_STEP, HELD, PATIENCE, PAUSE);
  }

  /** How far the calls of an account may go that may make so many at once. */
  Leash.Reach ofCalls(int parallel) {
    return new Leash.Reach(parallel + held, longestCall, patience, pause, true);
  }

  /**
   * How far steps may go of which an account has one under way at most, also one given up; of its
   * settings one as they are, and one of each that they were before.
   */
  Leash.Reach ofSteps() {
    return new Leash.Reach(STEPS, longestStep, patience, pause, false);
  }

  /** How far steps may go that people ask for as often as they like. */
  Leash.Reach ofTrials() {
    return new Leash.Reach(STEPS + held, longestStep, patience, pause, true);
  }
}
