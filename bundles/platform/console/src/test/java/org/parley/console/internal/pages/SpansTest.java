// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {
  @ParameterizedTest
  @CsvSource({"PT2S,2 s", "PT15M,15 min", "PT90S,90 s", "PT2H,2 h", "PT48H,2 d"})
  void writesAndReadsWhatPeopleWrite(String setting, String written) {
    assertThat(Spans.write(setting)).isEqualTo(written);
    assertThat(java.time.Duration.parse(Spans.read(written)))
        .isEqualTo(java.time.Duration.parse(setting));
  }

  @ParameterizedTest
  @CsvSource({"PT0.5S", "soon", "PT0S", "-PT5M"})
  void leavesOthersAsTheyAre(String setting) {
    assertThat(Spans.write(setting)).isEqualTo(setting);
    assertThat(Spans.read(setting)).isEqualTo(setting);
  }
}
