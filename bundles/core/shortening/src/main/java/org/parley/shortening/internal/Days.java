// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.time.Duration;
import java.time.Instant;

/** The days by which visitors are told apart: since 1970-01-01, UTC. */
final class Days {
  private static final long SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

  private Days() {}

  static long of(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY);
  }
}
