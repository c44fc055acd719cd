// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parley.api.profiles.Identifier.Kind;

class MemoryTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Memory memory = new Memory();

  @Test
  void knowsAPointerWhetherProvenOrNot() {
    Held held = held("one", new UUID(1, 1));

    memory.learn(held);

    assertThat(memory.find(pointer("one").withVerified(true))).contains(held);
    assertThat(memory.find(pointer("other"))).isEmpty();
  }

  @Test
  void forgetsAllThatPointAtSomebody() {
    UUID ada = new UUID(1, 1);
    memory.learn(held("one", ada));
    memory.learn(held("two", ada));
    memory.learn(held("three", new UUID(2, 2)));
    memory.learn(Held.free(pointer("four")));

    memory.forget(List.of(pointer("four")), Set.of(ada));

    assertThat(memory.size()).isEqualTo(1);
    assertThat(memory.find(pointer("three"))).isPresent();
  }

  @Test
  void forgetsOnlyWhoIsPointedAtNow() {
    UUID ada = new UUID(1, 1);
    UUID bob = new UUID(2, 2);
    memory.learn(held("one", ada));
    memory.learn(held("one", bob));

    memory.forget(List.of(), Set.of(ada));
    assertThat(memory.find(pointer("one"))).contains(held("one", bob));

    memory.forget(List.of(), Set.of(bob));
    assertThat(memory.find(pointer("one"))).isEmpty();
  }

  @Test
  void keepsWhatWasLearnedLast() {
    memory.learn(held("one", new UUID(1, 1)));
    memory.learn(held("two", new UUID(2, 2)));
    memory.learn(held("three", new UUID(3, 3)));
    memory.learn(held("one", new UUID(1, 1)));

    memory.trim(2);

    assertThat(memory.find(pointer("two"))).isEmpty();
    assertThat(memory.find(pointer("one"))).isPresent();
    assertThat(memory.find(pointer("three"))).isPresent();
  }

  @Test
  void takesAnHourForNews() {
    UUID ada = new UUID(1, 1);
    assertThat(memory.isNews(ada, NOON)).as("nobody knows what is written").isTrue();
    assertThat(memory.isNews(ada, NOON)).isTrue();
    memory.learn(held("one", ada));

    assertThat(memory.isNews(ada, NOON)).isTrue();
    assertThat(memory.isNews(ada, NOON.plusSeconds(3_600))).isFalse();
    assertThat(memory.isNews(ada, NOON.minusSeconds(1))).isFalse();
    assertThat(memory.isNews(ada, NOON.plusSeconds(3_601))).isTrue();
    assertThat(memory.isNews(ada, NOON.plusSeconds(7_201))).isFalse();

    memory.forget(List.of(pointer("one")), Set.of());
    assertThat(memory.isNews(ada, NOON)).isTrue();
  }

  @Test
  void knowsWhatWasWrittenOfWhoIsNew() {
    UUID ada = new UUID(1, 1);
    memory.learn(held("one", ada));

    memory.written(ada, NOON);

    assertThat(memory.isNews(ada, NOON.plusSeconds(3_600))).isFalse();
    assertThat(memory.isNews(ada, NOON.plusSeconds(3_601))).isTrue();
  }

  private static Held held(String value, UUID profile) {
    Holder holder = new Holder(profile, false, Remember.UNASKED, Map.of());
    return new Held(pointer(value), Optional.of(holder), false, false);
  }

  private static Pointer pointer(String value) {
    return new Pointer(Kind.VISITOR, "", value, false, false);
  }
}
