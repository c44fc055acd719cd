// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdSetTest {
  private static final long SEED = 20261122;

  private final Random random = new Random(SEED);

  @Test
  void holdsWhatASetOfObjectsHolds() {
    for (int round = 0; round < 200; round++) {
      Set<UUID> expected = new HashSet<>();
      IdSet ids = new IdSet();
      for (int i = random.nextInt(500); i > 0; i--) {
        UUID id = id();
        assertThat(ids.add(id)).as("%s", id).isEqualTo(expected.add(id));
      }

      assertThat(ids.size()).isEqualTo(expected.size());
      assertThat(ids.isEmpty()).isEqualTo(expected.isEmpty());
      for (int i = 0; i < 500; i++) {
        UUID id = id();
        assertThat(ids.contains(id)).as("%s", id).isEqualTo(expected.contains(id));
      }
      assertThat(expected).allMatch(ids::contains);
    }
  }

  @Test
  void packsAllOfThemAndUnpacksThemAgain() {
    for (int round = 0; round < 100; round++) {
      List<UUID> some = some();
      IdSet packed = new IdSet();
      some.forEach(packed::add);
      List<UUID> others = some();
      IdSet all = new IdSet();
      others.forEach(all::add);
      IdSet unpacked = new IdSet();

      unpacked.unpack(packed.pack());
      all.addAll(packed);

      Set<UUID> both = new HashSet<>(some);
      both.addAll(others);
      assertThat(packed.pack()).hasSize(16 * new HashSet<>(some).size());
      assertThat(unpacked.size()).isEqualTo(packed.size());
      assertThat(some).allMatch(unpacked::contains);
      assertThat(all.size()).isEqualTo(both.size());
      assertThat(both).allMatch(all::contains);
    }
  }

  private List<UUID> some() {
    List<UUID> some = new ArrayList<>();
    for (int i = random.nextInt(300); i > 0; i--) {
      some.add(id());
    }
    return some;
  }

  /** Few of them differ much, some differ in one half only, and one is all zeros. */
  private UUID id() {
    return switch (random.nextInt(3)) {
      case 0 -> new UUID(random.nextInt(3), random.nextInt(100));
      case 1 -> new UUID(random.nextLong(), 0);
      default -> new UUID(7, random.nextLong() >>> 48);
    };
  }
}
