// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
  private final Breaker breaker = new Breaker();

  @Test
  void letsASystemAloneAfterFiveFailuresInARow() {
    fail(4);
    assertThat(breaker.restLeft(NOW)).isZero();

    fail(1);

    assertThat(breaker.isOpen()).isTrue();
    assertThat(breaker.restLeft(NOW)).isEqualTo(Duration.ofSeconds(5));
    assertThat(breaker.restLeft(NOW.plusSeconds(5))).isZero();
  }

  @Test
  void restsLongerEachTimeUpToFiveMinutes() {
    fail(5);
    Instant at = NOW;
    for (int i = 0; i < 10; i++) {
      at = at.plus(breaker.restLeft(at));
      breaker.failed(at);
    }

    assertThat(breaker.restLeft(at)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void doesNotRestLongerForFailuresThatCameTogether() {
    fail(9);

    assertThat(breaker.restLeft(NOW)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void forgetsEverythingAfterOneSuccess() {
    fail(5);

    breaker.succeeded();

    assertThat(breaker.isTroubled()).isFalse();
    assertThat(breaker.restLeft(NOW)).isZero();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed(NOW);
    }
  }
}
