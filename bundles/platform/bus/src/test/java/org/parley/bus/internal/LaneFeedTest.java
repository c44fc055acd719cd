// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LaneFeedTest {
  private static final int ROWS = 5;
  private static final int RECORDS = 3;

  @Test
  void goesBackOverRowsThatCameFromTheTableTogether() {
    TopicLog log = new TopicLog("things", (topic, from, last) -> rows(from), 0);
    log.advance((long) ROWS * RECORDS);
    LaneFeed feed = new LaneFeed(log, any -> true, any -> true);

    for (long start : new long[] {0, 7, 0, 2, 14, 5}) {
      assertThat(positions(feed, start))
          .containsExactlyElementsOf(
              LongStream.rangeClosed(start + 1, (long) ROWS * RECORDS).boxed().toList());
    }
  }

  @Test
  void passesOverRowsThatHoldNothingForIt() {
    TopicLog log = new TopicLog("things", (topic, from, last) -> rows(from), 0);
    log.advance((long) ROWS * RECORDS);
    LaneFeed feed = new LaneFeed(log, types -> !types.contains("thing.done"), any -> true);

    assertThat(positions(feed, 0)).containsExactly(3L, 6L, 9L, 12L, 15L);
    assertThat(positions(feed, 4)).containsExactly(6L, 9L, 12L, 15L);
    assertThat(feed.after(0)).isNotNull().returns(false, Feed.Upcoming::wanted);
  }

  private static List<Long> positions(LaneFeed feed, long behind) {
    List<Long> positions = new ArrayList<>();
    for (Feed.Upcoming next = feed.after(behind);
        next != null;
        next = feed.after(next.position())) {
      positions.add(next.position());
    }
    return positions;
  }

  private static List<LogRow> rows(long from) {
    List<LogRow> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      List<LoggedRecord> records = new ArrayList<>();
      for (int i = 0; i < RECORDS; i++) {
        records.add(LoggedRecord.of(Running.record("k", i), new byte[0]));
      }
      LogRow whole = new LogRow(1L + row * RECORDS, records, new BitSet());
      if (whole.last() >= from) {
        rows.add(whole);
      }
    }
    return rows;
  }
}
