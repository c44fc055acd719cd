// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.parley.api.connectors.RateBudget.Cost;
import org.parley.api.connectors.RateBudget.Window;

class RateBudgetTest {
  @Test
  void refusesACallThatNoWindowEverHolds() {
    RateBudget budget = RateBudget.NONE.and(Window.of("points", 10, Duration.ofHours(1)));
    budget.cost(Capability.PUBLISH, Cost.of("points", 10));

    assertThatThrownBy(() -> budget.cost(Capability.PUBLISH, Cost.of("points", 11)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("takes '11' points");
  }
}
