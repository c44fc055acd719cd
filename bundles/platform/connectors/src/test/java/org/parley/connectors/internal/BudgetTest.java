// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.parley.api.connectors.RateBudget;

class BudgetTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

  @Test
  void letsEverythingThroughWithoutAWindow() {
    var budget = new Budget(RateBudget.NONE);

    assertThat(budget.take(NOW)).isZero();
    assertThat(budget.take(NOW)).isZero();
  }

  @Test
  void neverExceedsAnyWindow() {
    var budget = new Budget(RateBudget.of(2, Duration.ofSeconds(1)).and(3, Duration.ofMinutes(1)));
    assertThat(budget.take(NOW)).isZero();
    assertThat(budget.take(NOW.plusMillis(100))).isZero();
    assertThat(budget.take(NOW.plusMillis(200))).isEqualTo(Duration.ofMillis(800));
    assertThat(budget.take(NOW.plusSeconds(1))).isZero();
    assertThat(budget.take(NOW.plusSeconds(2))).isEqualTo(Duration.ofSeconds(58));
    assertThat(budget.take(NOW.plusSeconds(60))).isZero();
  }

  @Test
  void leavesASystemAloneThatAsksForIt() {
    var budget = new Budget(RateBudget.NONE);
    budget.leaveAlone(NOW.plusSeconds(30));
    budget.leaveAlone(NOW.plusSeconds(10));

    assertThat(budget.take(NOW)).isEqualTo(Duration.ofSeconds(30));
    assertThat(budget.take(NOW.plusSeconds(30))).isZero();
  }
}
