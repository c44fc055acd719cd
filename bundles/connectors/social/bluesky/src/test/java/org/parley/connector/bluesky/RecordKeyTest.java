// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parley.api.Ids;

class RecordKeyTest {
  /** As the specification of record keys of type TID has it. */
  private static final String TID = "[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}";

  @Test
  void isAValidTidForAnyKey() {
    Stream.of(
            new UUID(0, 0),
            new UUID(-1, -1),
            new UUID(1, 2),
            UUID.randomUUID(),
            Ids.next(Instant.EPOCH),
            Ids.next(Instant.parse("2255-01-01T00:00:00Z")))
        .forEach(key -> assertThat(RecordKey.of(key)).matches(TID));
  }

  @Test
  void isTheSameForTheSameKey() {
    UUID key = UUID.fromString("0190f2a1-7d3b-7c11-8a5e-3f2b9c4d5e6f");

    assertThat(RecordKey.of(key)).isEqualTo(RecordKey.of(key)).isEqualTo("3kyaj5hurnji6");
  }

  @Test
  void sortsByTheSecondOfBirth() {
    Instant start = Instant.parse("2026-03-01T09:00:00Z");
    String last = "";
    for (int i = 0; i < 1000; i++) {
      String next = RecordKey.of(Ids.next(start.plusSeconds(2L * i)));
      assertThat(next).isGreaterThan(last);
      last = next;
    }
  }

  @Test
  void tellsKeysOfOneMillisecondApart() {
    Instant now = Instant.parse("2026-03-01T09:00:00Z");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      seen.add(RecordKey.of(Ids.next(now)));
    }
    assertThat(seen).hasSize(1000);
  }
}
