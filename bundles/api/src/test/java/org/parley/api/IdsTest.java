// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");

  @Test
  void saysVersionSevenAndItsVariant() {
    UUID id = Ids.next(NOW);

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void remembersItsMillisecond() {
    assertThat(Ids.bornAt(Ids.next(NOW))).isEqualTo(NOW);
  }

  @Test
  void sortsByBirthAsText() {
    String earlier = Ids.next(NOW).toString();
    String later = Ids.next(NOW.plusMillis(1)).toString();

    assertThat(earlier).isLessThan(later);
  }

  @Test
  void neverRepeatsWithinAMillisecond() {
    Set<UUID> seen = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      assertThat(seen.add(Ids.next(NOW))).isTrue();
    }
  }
}
