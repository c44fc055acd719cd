// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

class LimitsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void refusesCallsThatMayTakeNoTime(int seconds) {
    assertThatExceptionOfType(ParleyException.class)
        .isThrownBy(() -> Limits.ofSeconds(seconds))
        .withMessageContaining("'call.seconds'")
        .withMessageContaining("'" + seconds + "'")
        .withMessageContaining("the least is 1")
        .satisfies(refused -> assertThat(refused.fault()).isEqualTo(Fault.SETTINGS));
  }

  @Test
  void lendsWhatTheSettingsSay() {
    assertThat(Limits.ofSeconds(1).longestCall()).isEqualTo(Duration.ofSeconds(1));
    assertThat(Limits.ofSeconds(60).ofCalls(4).longest()).isEqualTo(Duration.ofMinutes(1));
  }
}
