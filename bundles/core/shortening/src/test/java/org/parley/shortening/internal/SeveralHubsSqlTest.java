// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.links.ClickRecorded;
import org.parley.api.links.Link;
import org.parley.api.links.Link.State;
import org.parley.api.links.Redirects.Answer.Follow;
import org.parley.api.links.Redirects.Answer.Gone;
import org.parley.api.links.Redirects.Answer.Unknown;
import org.parley.store.internal.SharedBells;
import org.parley.testkit.TestStore;

/** Two hubs on one PostgreSQL; an embedded database has but one. */
class SeveralHubsSqlTest {
  private TestStore store;
  private TestRoom room;
  private TestRoom other;

  @BeforeEach
  void open() {
    store = TestStore.open(TestStore.Kind.POSTGRESQL, "shortening");
    room = TestRoom.on(store.store());
    other = TestRoom.on(store.store());
  }

  @AfterEach
  void close() {
    room.close();
    other.close();
    store.close();
  }

  @Test
  void shareTheSaltOfTheDay() {
    room.create("sale");
    room.follow("sale");
    other.follow("sale");
    assertThat(other.bus.data(ClickRecorded.class).get(0).dailyKey())
        .isEqualTo(room.bus.data(ClickRecorded.class).get(0).dailyKey());
  }

  @Test
  void learnWhatTheOtherHasChanged() {
    room.routes.catchUp();
    Link link = other.create("sale");
    assertThat(room.follow("sale")).isInstanceOf(Follow.class);
    assertThat(room.follow("nobody-made-it")).isInstanceOf(Unknown.class);

    other.clock.advance(Duration.ofSeconds(1));
    other.desk.setState(link.id(), State.RETIRED, 1);
    room.routes.catchUp();
    assertThat(room.follow("sale")).isInstanceOf(Gone.class);
  }

  /**
   * Nobody looks from time to time here, so whatever is learned was told. How long the first takes
   * depends on when they begin to hear each other.
   */
  @Test
  void learnWithinASecondWhatTheOtherHasEdited() {
    try (SharedBells bells = bells();
        SharedBells others = bells();
        TestRoom told = TestRoom.on(store.store(), bells);
        TestRoom telling = TestRoom.on(store.store(), others)) {
      told.routes.catchUp();
      Link link = telling.create("sale");
      assertThat(told.follow("sale")).isInstanceOf(Follow.class);
      telling.desk.setState(link.id(), State.RETIRED, 1);
      await().untilAsserted(() -> assertThat(told.follow("sale")).isInstanceOf(Gone.class));

      telling.desk.setState(link.id(), State.ACTIVE, 2);
      await()
          .atMost(Duration.ofSeconds(1))
          .pollInterval(Duration.ofMillis(20))
          .untilAsserted(() -> assertThat(told.follow("sale")).isInstanceOf(Follow.class));
    }
  }

  private SharedBells bells() {
    return new SharedBells(store.store(), store.settings(), UUID.randomUUID()).start();
  }

  @Test
  void learnWhatAHubWithAWrongClockHasChanged() {
    room.routes.catchUp();
    other.clock.advance(Duration.ofDays(-2));
    Link link = other.create("sale");
    assertThat(room.follow("sale")).isInstanceOf(Follow.class);

    other.desk.setState(link.id(), State.RETIRED, 1);
    room.routes.catchUp();
    assertThat(room.follow("sale")).isInstanceOf(Gone.class);
  }
}
