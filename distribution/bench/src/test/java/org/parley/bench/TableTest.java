// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void comparesWithThePeer() {
    Table table = new Table("Speed", "Snail", List.of("metres", "never measured"));
    table.ours("metres", 30);
    table.theirs("metres", 10);
    table.goal("metres", "≥ 2");

    assertThat(table.markdown())
        .contains("| figure | Parley | Snail | ratio | goal |")
        .contains("| metres | 30.0 | 10.0 | 3.00 | ≥ 2 |")
        .doesNotContain("never measured");
  }

  @Test
  void hasNoRatioWhereThePeerHasNothing() {
    Table table = new Table("Speed", "Snail", List.of("page"));
    table.ours("page", 1);

    assertThat(table.markdown()).contains("| page | 1.00 | – | – |  |");
  }
}
