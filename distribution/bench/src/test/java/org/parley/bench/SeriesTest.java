// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesTest {
  private static Series of(double... values) {
    Series series = new Series();
    for (double value : values) {
      series.add(value);
    }
    return series;
  }

  @Test
  void showsMedianLeastAndGreatest() {
    assertThat(of(3, 1, 2)).hasToString("2.00 (1.00–3.00)");
    assertThat(of(4, 1, 2, 3).median()).isEqualTo(2.5);
  }

  @Test
  void showsOneValueAlone() {
    assertThat(of(12_345.6)).hasToString("12,346");
    assertThat(of()).hasToString("–");
  }
}
