// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SoakSamplesTest {
  @Test
  void saysHowMuchALineRisesInPerCentOfItsMean() {
    assertThat(SoakSamples.growth(List.of(90.0, 95.0, 100.0, 105.0, 110.0)))
        .isCloseTo(20, within(1e-9));
    assertThat(SoakSamples.growth(List.of(110.0, 100.0, 90.0))).isCloseTo(-20, within(1e-9));
  }

  @Test
  void takesASawForFlat() {
    assertThat(SoakSamples.growth(List.of(80.0, 120.0, 120.0, 80.0))).isCloseTo(0, within(1e-9));
  }

  @Test
  void findsNoGrowthInOneValue() {
    assertThat(SoakSamples.growth(List.of(7.0))).isZero();
  }
}
