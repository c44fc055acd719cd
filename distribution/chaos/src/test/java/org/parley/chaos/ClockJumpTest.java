// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockJumpTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

  @Test
  void tellsAClockThatHasJumpedFromOneThatHasNot() {
    String tomorrow = "Mon, 2 Mar 2026 09:00:01 GMT";
    assertThat(ClockJump.isOffBy(Duration.ofDays(1), tomorrow, NOW)).isTrue();
    assertThat(ClockJump.isOffBy(Duration.ofDays(-1), tomorrow, NOW)).isFalse();
    assertThat(ClockJump.isOffBy(Duration.ofDays(1), "Sun, 01 Mar 2026 09:00:00 GMT", NOW))
        .isFalse();
  }
}
