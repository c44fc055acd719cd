// SPDX-License-Identifier: Apache-2.0
package org.parley.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortionsTest {
  @Test
  void holdsAllInListsOfFewLengths() {
    TreeSet<Integer> lengths = new TreeSet<>();
    for (int many = 0; many < 100; many++) {
      List<Integer> values = IntStream.range(0, many).boxed().toList();
      List<List<Integer>> portions = Portions.of(values);

      assertThat(portions.stream().flatMap(List::stream).distinct())
          .containsExactlyElementsOf(values);
      portions.forEach(portion -> lengths.add(portion.size()));
    }
    assertThat(lengths).containsExactly(1, 8, 32);
  }
}
