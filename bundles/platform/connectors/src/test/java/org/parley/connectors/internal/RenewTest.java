// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenewTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @Test
  void asksAgainWhenAFifthOfTheTimeIsLeft() {
    assertThat(next(Duration.ofDays(10))).isEqualTo(Duration.ofDays(8));
    assertThat(next(Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(48));
  }

  @Test
  void asksNeitherAllTheTimeNorNever() {
    assertThat(next(Duration.ofSeconds(10))).isEqualTo(Duration.ofMinutes(5));
    assertThat(next(Duration.ofSeconds(-10))).isEqualTo(Duration.ofMinutes(5));
    assertThat(next(Duration.ofDays(365))).isEqualTo(Duration.ofDays(30));
    assertThat(Renew.next(Optional.empty(), NOW)).isEqualTo(NOW.plus(Duration.ofDays(24)));
  }

  private static Duration next(Duration lease) {
    return Duration.between(NOW, Renew.next(Optional.of(NOW.plus(lease)), NOW));
  }
}
