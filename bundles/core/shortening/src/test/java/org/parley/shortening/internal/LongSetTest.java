// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LongSetTest {
  @Test
  void holdsWhatASetOfTheJdkHolds() {
    Random random = new Random(5);
    Set<Long> expected = new HashSet<>();
    LongSet set = new LongSet();
    for (int i = 0; i < 50_000; i++) {
      long hash = random.nextBoolean() ? random.nextLong() : random.nextInt(20_000) - 10_000;
      assertThat(set.contains(hash)).isEqualTo(expected.contains(hash));
      assertThat(set.add(hash)).isEqualTo(expected.add(hash));
    }
    assertThat(set.size()).isEqualTo(expected.size());
    assertThat(expected).contains(0L).allMatch(set::contains);
  }
}
