// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.retired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.api.InvalidInput;
import org.parley.api.connectors.LifeCycle.State;
import org.parley.connectorkit.TrialHub;

class RetiredSystemTest {
  @ParameterizedTest
  @MethodSource("all")
  void isShownAsGoneAndNotConnected(RetiredSystem gone) {
    assertThat(gone.descriptor().lifeCycle().state()).isEqualTo(State.RETIRED);
    assertThat(gone.descriptor().lifeCycle().instead()).isNotEmpty();
    assertThat(gone.descriptor().capabilities()).isEmpty();
    try (TrialHub hub = new TrialHub()) {
      assertThatThrownBy(() -> hub.connect(gone, Map.of()))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("'" + gone.descriptor().name() + "' is gone");
    }
  }

  static Iterable<RetiredSystem> all() {
    return RetiredSystem.ALL;
  }
}
