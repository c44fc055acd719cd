// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class IdRangesTest {
  /** What is odd is added, what is even removed. */
  @Property(tries = 300)
  void holdsWhatASetHolds(@ForAll List<@IntRange(max = 60) Integer> calls) {
    TreeSet<Long> expected = new TreeSet<>();
    IdRanges ids = new IdRanges();
    for (int call : calls) {
      long id = call / 2;
      if (call % 2 == 1) {
        expected.add(id);
        ids.add(id);
      } else {
        expected.remove(id);
        ids.remove(id);
      }

      assertThat(ids.first(100)).containsExactlyElementsOf(expected);
      assertThat(ids.first(2)).containsExactlyElementsOf(expected.stream().limit(2).toList());
      assertThat(ids.isEmpty()).isEqualTo(expected.isEmpty());
      assertThat(ids.first()).isEqualTo(expected.isEmpty() ? Long.MAX_VALUE : expected.first());
    }
  }
}
