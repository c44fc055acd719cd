// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.parley.api.Ids;

class KeptKeysTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.654321Z");
  private static final Instant BEFORE = NOON.minus(Duration.ofHours(12));

  private final KeptKeys keys = new KeptKeys(4096);

  @Test
  void findsWhatWasPut() throws Exception {
    PersonalKey made = made("ada", NOON);

    keys.put(made);

    PersonalKey found = find("ada").orElseThrow();
    assertThat(found.id()).isEqualTo(made.id());
    assertThat(found.recordKey()).isEqualTo("ada");
    Cipher cipher = PersonalKey.cipher();
    assertThat(made.open(found.seal(new byte[] {1, 2, 3}, cipher), cipher))
        .containsExactly(1, 2, 3);
    assertThat(find("bob")).isEmpty();
  }

  @Test
  void countsOnSoThatNoPartIsSealedAlike() {
    PersonalKey made = made("ada", NOON);
    Set<Long> parts = new HashSet<>();
    parts.add(part(made));
    parts.add(part(made));
    keys.put(made);

    PersonalKey first = find("ada").orElseThrow();
    PersonalKey second = find("ada").orElseThrow();
    parts.add(part(first));
    parts.add(part(second));
    parts.add(part(first));
    parts.add(part(second));

    assertThat(parts).hasSize(6);
  }

  @Test
  void findsAnyByItsIdAsLongAsNoYoungerOneWrites() {
    PersonalKey old = made("ada", BEFORE);
    PersonalKey next = made("ada", NOON);

    keys.put(old);
    assertThat(keys.find("ada", old.id())).isPresent();
    assertThat(keys.find("ada", next.id())).isEmpty();
    keys.put(next);

    assertThat(keys.find("ada", old.id())).isEmpty();
    assertThat(keys.find("ada", next.id())).isPresent();
    assertThat(keys.find("bob", next.id())).isEmpty();
  }

  @Test
  void handsOutNoneThatIsTooOld() {
    keys.put(made("ada", BEFORE));

    assertThat(find("ada")).isEmpty();
  }

  @Test
  void keepsTheYoungerOfTwo() {
    PersonalKey younger = made("ada", NOON);

    keys.put(made("ada", NOON.minusSeconds(60)));
    keys.put(younger);

    assertThat(find("ada").orElseThrow().id()).isEqualTo(younger.id());
    assertThat(keys.size()).isEqualTo(1);
  }

  @Test
  void findsAlmostAllWhileItGrows() {
    for (int i = 0; i < 2_000; i++) {
      keys.put(made("person-" + i, NOON));
    }

    assertThat(found(2_000)).isBetween(1_900, 2_000).isEqualTo(keys.size());
  }

  @Test
  void keepsThoseNeededLastWhenThereAreTooMany() {
    keys.put(made("ada", NOON.minusSeconds(7_200)));
    for (int i = 0; i < 100_000; i++) {
      keys.put(made("person-" + i, NOON.minusSeconds(3_600)));
      if (i % 10 == 0) {
        assertThat(find("ada")).isPresent();
      }
    }

    assertThat(keys.size()).isBetween(4_000, 4_096);
    assertThat(find("ada")).isPresent();
  }

  @Test
  void forgetsAll() {
    keys.put(made("ada", NOON));

    keys.clear();

    assertThat(find("ada")).isEmpty();
    assertThat(keys.size()).isZero();
  }

  private int found(int people) {
    int found = 0;
    for (int i = 0; i < people; i++) {
      found += find("person-" + i).isPresent() ? 1 : 0;
    }
    return found;
  }

  private Optional<PersonalKey> find(String recordKey) {
    return keys.find(recordKey, BEFORE, NOON);
  }

  private static long part(PersonalKey key) {
    return ByteBuffer.wrap(key.seal(new byte[1], PersonalKey.cipher())).getLong();
  }

  private static PersonalKey made(String recordKey, Instant at) {
    byte[] secret = new byte[PersonalKey.BYTES];
    secret[3] = 7;
    return new PersonalKey(Ids.next(at), recordKey, secret, at);
  }
}
