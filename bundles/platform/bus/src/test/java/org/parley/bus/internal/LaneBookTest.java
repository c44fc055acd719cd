// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LaneBookTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  private final FakeFeed feed = new FakeFeed();

  @Test
  void handsOutNothingOfAKeyThatWaitsWhileOthersRun() {
    LaneBook book = new LaneBook(false, 0, List.of());
    feed.append("a", "b", "a");
    assertThat(positions(book.take(9, NOW, feed))).containsExactly(1L, 2L);

    book.retry(1, LATER, "down");
    book.done(2);
    feed.append("b");

    assertThat(positions(book.take(9, NOW, feed))).containsExactly(4L);
    assertThat(positions(book.take(9, LATER, feed))).containsExactly(1L);
    book.done(1);
    assertThat(positions(book.take(9, LATER, feed))).containsExactly(3L);
  }

  @Test
  void countsAttempts() {
    LaneBook book = new LaneBook(false, 0, List.of());
    feed.append("a");
    assertThat(book.take(1, NOW, feed).get(0).attempt()).isEqualTo(1);

    book.retry(1, LATER, "down");

    assertThat(book.take(1, LATER, feed).get(0).attempt()).isEqualTo(2);
  }

  @Test
  void freesTheKeyOfAParkedRecordOnceThatIsSaved() {
    LaneBook book = new LaneBook(false, 0, List.of());
    feed.append("a", "a");
    book.take(9, NOW, feed);

    book.park(1, new Parking(feed.at(1), org.parley.api.Fault.INPUT, "nonsense", 1));

    assertThat(book.take(9, NOW, feed)).isEmpty();
    Delta delta = book.delta(Set.of());
    assertThat(delta.parkings()).containsOnlyKeys(1L);
    book.saved(delta);
    assertThat(positions(book.take(9, NOW, feed))).containsExactly(2L);
  }

  @Test
  void takesManyOfOneKeyAtOnceWhenTheyAreWorkedOffInOrder() {
    LaneBook book = new LaneBook(true, 0, List.of());
    feed.append("a", "a", "a");

    assertThat(positions(book.take(9, NOW, feed))).containsExactly(1L, 2L, 3L);
    assertThat(book.isBlocked(2)).isFalse();

    book.retry(1, LATER, "down");

    assertThat(book.isBlocked(2)).isTrue();
  }

  @Test
  void listsWhatIsInHandOnceTheCursorHasPassedIt() {
    LaneBook book = new LaneBook(false, 0, List.of());
    feed.append("a", "b");
    book.take(9, NOW, feed);
    book.done(2);

    Delta delta = book.delta(Set.of());

    assertThat(delta.cursor()).isEqualTo(2);
    assertThat(delta.inserts()).extracting(OpenEntry::position).containsExactly(1L);
    assertThat(book.lowWater()).isZero();
  }

  @Test
  void passesWhatItDoesNotWantWithoutListingIt() {
    LaneBook book = new LaneBook(true, 0, List.of());
    feed.append("a").unwanted("b");

    book.take(9, NOW, feed);

    assertThat(book.delta(Set.of(1L)))
        .isEqualTo(new Delta(2, List.of(), List.of(), List.of(), new TreeMap<>()));
  }

  @Test
  void readsNoFurtherWhenTooMuchIsOpen() {
    LaneBook book = new LaneBook(false, 0, List.of());
    for (int i = 0; i <= LaneBook.MOST_OPEN; i++) {
      feed.append("a");
    }
    book.take(1, NOW, feed);

    assertThat(book.take(1, NOW, feed)).isEmpty();
    assertThat(book.delta(Set.of()).cursor()).isEqualTo(LaneBook.MOST_OPEN);
  }

  @Test
  void takesNoMoreWhileLargeRecordsAreInHand() {
    LaneBook book = new LaneBook(false, 0, List.of());
    feed.large(1 << 20, "a", "b", "c", "d");
    assertThat(positions(book.take(9, NOW, feed))).containsExactly(1L, 2L);

    assertThat(book.take(9, NOW, feed)).isEmpty();

    book.retry(2, LATER, "down");
    assertThat(positions(book.take(9, NOW, feed))).containsExactly(3L);
    book.done(1);
    assertThat(positions(book.take(9, LATER, feed))).containsExactly(2L);
  }

  @Test
  void takesARecordHoweverLargeWhenNothingIsInHand() {
    LaneBook book = new LaneBook(false, 0, List.of());
    feed.large(3 << 20, "a", "b");

    assertThat(positions(book.take(9, NOW, feed))).containsExactly(1L);
    book.done(1);
    assertThat(positions(book.take(9, NOW, feed))).containsExactly(2L);
  }

  private static List<Long> positions(List<Task> tasks) {
    return tasks.stream().map(Task::position).toList();
  }
}
