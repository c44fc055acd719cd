// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.links.Redirects.Answer.Follow;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** What following links asks of the database. */
@StoreTest(room = "shortening")
class RoutesSqlTest {
  private static final int LINKS = 20;

  private final CountedReads store;
  private final TestRoom room;

  RoutesSqlTest(Store store) {
    this.store = new CountedReads(store);
    room = new TestRoom(this.store, Settings.of("https://go.example.org").caching(64_000));
  }

  @AfterEach
  void close() {
    room.close();
  }

  @TestTemplate
  void asksOnceForALinkThatIsFollowedAgainAndAgain() {
    make("https://example.org/");
    assertThat(store.during(this::followAll)).isGreaterThanOrEqualTo(LINKS);
    assertThat(store.during(this::followAll)).isZero();
  }

  /** Were links counted instead of weighed, long targets would take more than was set. */
  @TestTemplate
  void remembersNoMoreLinksThanItsMemoryHolds() {
    make("https://example.org/?" + "x".repeat(2_000));
    followAll();
    assertThat(store.during(this::followAll)).isGreaterThan(LINKS / 4);
  }

  private void make(String target) {
    IntStream.range(0, LINKS).forEach(i -> room.desk.create(TestRoom.input(target, "link-" + i)));
    room.routes.catchUp();
  }

  private void followAll() {
    IntStream.range(0, LINKS)
        .forEach(i -> assertThat(room.follow("link-" + i)).isInstanceOf(Follow.class));
  }
}
