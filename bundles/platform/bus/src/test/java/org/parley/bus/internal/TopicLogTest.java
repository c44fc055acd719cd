// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopicLogTest {
  private static final int RECORDS = 3;

  private final List<Long> fetched = new ArrayList<>();
  private final TopicLog log =
      new TopicLog(
          "things",
          (topic, from, last) -> {
            fetched.add(from);
            return List.of();
          },
          1 << 20);
  private long next = 1;

  @Test
  void keepsInMemoryWhatOneOfItsReadersHasNotPassed() {
    LaneFeed quick = reader();
    LaneFeed slow = reader();
    publish(3);
    quick.passed(9);
    slow.passed(4);

    publish(1);

    assertThat(inMemory(1, 3)).isEmpty();
    assertThat(inMemory(4, 12)).containsExactly(4, 5, 6, 7, 8, 9, 10, 11, 12);
  }

  @Test
  void keepsAllForWhoMayAskAgain() {
    reader().passed(9);
    log.listen(() -> {}, TopicLog.KEEPING);

    publish(3);
    publish(1);

    assertThat(inMemory(1, 12)).hasSize(12);
  }

  @Test
  void keepsAllWhileNobodyReads() {
    publish(3);
    publish(1);

    assertThat(inMemory(1, 12)).hasSize(12);
  }

  @Test
  void keepsNothingForWhoHasNoUseForIt() {
    LaneFeed indifferent = new LaneFeed(log, any -> true, record -> false);
    log.listen(indifferent::passed, indifferent::passed);
    publish(3);
    long position = 0;
    for (Feed.Upcoming next = indifferent.after(0);
        next != null;
        next = indifferent.after(position)) {
      position = next.position();
    }

    publish(1);

    assertThat(inMemory(1, 12)).containsExactly(10, 11, 12);
  }

  private LaneFeed reader() {
    LaneFeed feed = new LaneFeed(log, any -> true, record -> true);
    log.listen(feed::passed, feed::passed);
    return feed;
  }

  private void publish(int rows) {
    List<LogRow> published = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<LoggedRecord> records = new ArrayList<>();
      for (int i = 0; i < RECORDS; i++) {
        records.add(LoggedRecord.of(Running.record("k", i), new byte[10]));
      }
      published.add(new LogRow(next, records, new BitSet()));
      next += RECORDS;
    }
    log.publish(published);
  }

  private List<Integer> inMemory(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .filter(
            position -> {
              fetched.clear();
              return !log.from(position).isEmpty() && fetched.isEmpty();
            })
        .boxed()
        .toList();
  }
}
