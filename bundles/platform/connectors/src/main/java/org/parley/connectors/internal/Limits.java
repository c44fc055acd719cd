// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;

/**
 * How much of the hub a connector may hold.
 *
 * @param longestCall how long one of its routes may take before it is given up
 * @param longestStep how long it may take to lay, start or end routes
 * @param held how many calls of an account, beside those that it may make at once, may go on after
 *     they were given up
 */
record Limits(Duration longestCall, Duration longestStep, int held) {
  /** Long enough for a connector that means well, on a machine that is busy starting. */
  private static final Duration LONGEST_STEP = Duration.ofSeconds(30);

  private static final int HELD = 8;

  static Limits of(ConnectorsSettings settings) {
    return ofCall(Duration.ofSeconds(settings.call_seconds()));
  }

  static Limits ofCall(Duration longest) {
    return new Limits(longest, LONGEST_STEP, HELD);
  }
}
