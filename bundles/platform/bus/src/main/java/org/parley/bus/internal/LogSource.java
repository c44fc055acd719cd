// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.List;
import org.parley.api.store.Store;

/** Feeds groups from the log in the database; one hub reads all their lanes. */
final class LogSource implements Source {
  private final Store store;

  LogSource(Store store) {
    this.store = store;
  }

  @Override
  public Opened open(ReadingGroup group) {
    List<LaneState> states =
        store.inTransaction(
            transaction -> {
              group.note(transaction);
              String name = group.subscription().group();
              return OpenLanes.in(transaction, name, group.mostLanes(), group.feed(any -> true));
            });
    Runnable wake = group::wake;
    List<LaneFeed> feeds = new ArrayList<>();
    for (LaneState state : states) {
      LaneFeed feed = group.feed(state::takes);
      feeds.add(feed);
      group.add(state, feed);
    }
    group.replayWhatIsAskedFor();
    group.log().listen(wake, group.isStraight() ? () -> passed(feeds) : TopicLog.KEEPING);
    group.feed();
    return () -> group.log().ignore(wake);
  }

  private static long passed(List<LaneFeed> feeds) {
    long passed = Long.MAX_VALUE;
    for (LaneFeed feed : feeds) {
      passed = Math.min(passed, feed.passed());
    }
    return passed;
  }
}
