// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private final Findings findings = new Findings();

  @Test
  void isCleanWhenEachIsThereOnce() {
    findings.compare("link", Map.of("a", 1L, "b", 1L), Map.of("a", 1L, "b", 1L));
    assertThat(findings.isClean()).isTrue();
    assertThat(findings.compared()).isEqualTo(2);
  }

  @Test
  void tellsMissingFromDoubled() {
    findings.compare("link", Map.of("a", 1L, "b", 1L), Map.of("b", 2L, "c", 1L));
    assertThat(findings.missing()).containsExactly("link a: 0 for 1");
    assertThat(findings.doubled()).containsExactly("link b: 2 for 1", "link c: 1 for 0");
    assertThat(findings.isClean()).isFalse();
  }

  @Test
  void boundsClicksByWhatWasAcknowledgedAndWhatWasLeftOpen() {
    var clicks = new Ledger.Clicks();
    clicks.acknowledge();
    clicks.acknowledge();
    clicks.leaveOpen();
    assertThat(clicks.surplus(1)).isEqualTo(-1);
    assertThat(clicks.surplus(2)).isZero();
    assertThat(clicks.surplus(3)).isZero();
    assertThat(clicks.surplus(4)).isOne();
  }
}
