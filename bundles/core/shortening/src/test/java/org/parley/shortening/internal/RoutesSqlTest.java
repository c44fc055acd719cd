// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.links.Redirects.Answer;
import org.parley.api.links.Redirects.Answer.Follow;
import org.parley.api.links.Redirects.Answer.Unknown;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** What following links asks of the database. */
@StoreTest(room = "shortening")
class RoutesSqlTest {
  private static final int LINKS = 20;
  private static final int UNKNOWN = 10_000;

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

  /**
   * Were links counted instead of weighed, long targets would take more than was set. A link is
   * weighed by the thread that has read it, a moment after it was followed.
   */
  @TestTemplate
  void remembersNoMoreLinksThanItsMemoryHolds() {
    make("https://example.org/?" + "x".repeat(2_000));
    followAll();
    await().until(() -> store.during(this::followAll) > LINKS / 4);
  }

  private void make(String target) {
    IntStream.range(0, LINKS).forEach(i -> room.desk.create(TestRoom.input(target, "link-" + i)));
    room.routes.catchUp();
  }

  private void followAll() {
    IntStream.range(0, LINKS)
        .forEach(i -> assertThat(room.follow("link-" + i)).isInstanceOf(Follow.class));
  }

  /**
   * The filter says no. Where another hub may have made them a moment ago, all who ask at the same
   * time share one look, and looks begin a tenth of a second apart.
   */
  @TestTemplate
  void asksNextToNothingForSlugsThatNobodyMade() {
    room.create("sale");
    room.routes.catchUp();
    long begun = System.nanoTime();

    int reads = store.during(this::askForUnknown);

    long tenths = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 100;
    assertThat(reads).isLessThanOrEqualTo(store.isEmbedded() ? 10 : (int) tenths + 1);
  }

  /** In ten waves, so that it takes a while. */
  private void askForUnknown() {
    for (int from = 0; from < UNKNOWN; from += UNKNOWN / 10) {
      List<CompletableFuture<Answer>> asked = new ArrayList<>();
      for (int i = from; i < from + UNKNOWN / 10; i++) {
        var visit = room.visit("nobody-made-" + i, TestRoom.PERSON, "192.0.2.1");
        asked.add(room.redirects.follow(visit).toCompletableFuture());
      }
      assertThat(asked)
          .allSatisfy(
              answer ->
                  assertThat(answer)
                      .succeedsWithin(10, TimeUnit.SECONDS)
                      .isInstanceOf(Unknown.class));
    }
  }
}
