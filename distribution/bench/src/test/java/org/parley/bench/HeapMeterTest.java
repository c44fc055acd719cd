// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeapMeterTest {
  @Test
  void addsTheGenerations() {
    String serial =
        """
        4711:
         def new generation   total 19712K, used 1234K [0x00, 0x01, 0x02)
          eden space 17536K,   7% used [0x00, 0x01, 0x02)
         tenured generation   total 43712K, used 24000K [0x00, 0x01, 0x02)
         Metaspace       used 60000K, committed 61000K, reserved 1114112K
        """;

    assertThat(HeapMeter.usedKib(serial)).isEqualTo(25_234);
  }

  @Test
  void addsThoseOfTheParallelCollector() {
    String parallel =
        """
        4711:
         PSYoungGen      total 18944K, used 12719K [0x00, 0x01, 0x02)
          eden space 17920K, 70% used [0x00,0x01,0x02)
         ParOldGen       total 347136K, used 48005K [0x00, 0x01, 0x02)
          object space 347136K, 13% used [0x00,0x01,0x02)
         Metaspace       used 67297K, committed 69120K, reserved 1114112K
        """;

    assertThat(HeapMeter.usedKib(parallel)).isEqualTo(60_724);
  }

  @Test
  void takesTheHeapOfACollectorWithoutGenerations() {
    String g1 =
        " garbage-first heap   total 65536K, used 12345K [0x00, 0x01)\n  region size 1024K, 3 young";

    assertThat(HeapMeter.usedKib(g1)).isEqualTo(12_345);
  }

  @Test
  void doesNotTakeUnknownWordsForAnEmptyHeap() {
    assertThatThrownBy(() -> HeapMeter.usedKib("ZHeap used 12M"))
        .isInstanceOf(BenchFailed.class)
        .hasMessageContaining("ZHeap");
  }

  @Test
  void asksAJavaThatRuns() throws Exception {
    double live = new HeapMeter(ProcessHandle.current().pid()).liveMib();

    assertThat(live).isBetween(0.1, 2_000.0);
  }
}
