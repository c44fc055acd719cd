// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeapMeterTest {
  @Test
  void takesTheTotalOfAllClasses() {
    String histogram =
        """
        4711:
         num     #instances         #bytes  class name (module)
        -------------------------------------------------------
           1:         96361       10021544  [B (java.base@17.0.15)
        Total        631003       65052064
        """;

    assertThat(HeapMeter.bytes(histogram)).isEqualTo(65_052_064);
  }

  @Test
  void doesNotTakeUnknownWordsForAnEmptyHeap() {
    assertThatThrownBy(() -> HeapMeter.bytes("ZHeap used 12M"))
        .isInstanceOf(BenchFailed.class)
        .hasMessageContaining("ZHeap");
  }

  @Test
  void asksAJavaThatRuns() throws Exception {
    double live = new HeapMeter(ProcessHandle.current().pid()).liveMib();

    assertThat(live).isBetween(0.1, 2_000.0);
  }
}
