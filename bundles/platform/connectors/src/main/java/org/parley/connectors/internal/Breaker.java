// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * Leaves a system alone after it has failed several times in a row, for twice as long each time.
 * Own code because whoever waits must know until when, which resilience4j does not tell.
 */
final class Breaker {
  private static final int FAILURES = 5;
  private static final Duration FIRST_REST = Duration.ofSeconds(5);
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);

  private int failures;
  private Duration rest = FIRST_REST;
  private Instant closedAgain = Instant.MIN;

  synchronized void succeeded() {
    failures = 0;
    rest = FIRST_REST;
    closedAgain = Instant.MIN;
  }

  synchronized void failed(Instant now) {
    failures++;
    if (failures >= FAILURES && !now.isBefore(closedAgain)) {
      closedAgain = now.plus(rest);
      Duration doubled = rest.multipliedBy(2);
      rest = doubled.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : doubled;
    }
  }

  /** How long to leave the system alone yet; zero or less when it may be called. */
  synchronized Duration restLeft(Instant now) {
    return now.isBefore(closedAgain) ? Duration.between(now, closedAgain) : Duration.ZERO;
  }

  /** Whether it has tripped and not succeeded since: one call at a time is enough then. */
  synchronized boolean isOpen() {
    return failures >= FAILURES;
  }

  synchronized boolean isTroubled() {
    return failures > 0;
  }
}
