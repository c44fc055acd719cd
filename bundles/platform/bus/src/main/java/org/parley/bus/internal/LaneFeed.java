// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one lane reads of a topic. */
final class LaneFeed implements Feed {
  private final TopicLog log;
  private final Predicate<LoggedRecord> wanted;
  private @Nullable LogRow current;

  LaneFeed(TopicLog log, Predicate<LoggedRecord> wanted) {
    this.log = log;
    this.wanted = wanted;
  }

  @Override
  public @Nullable Upcoming after(long position) {
    long next = position + 1;
    LogRow row = current;
    if (row == null || !row.holds(next)) {
      row = log.from(next);
      current = row;
    }
    if (row == null) {
      return null;
    }
    long at = Math.max(next, row.first());
    LoggedRecord record = row.at(at);
    return new Upcoming(at, record, !row.isRepeated(at) && wanted.test(record));
  }

  @Override
  public LoggedRecord at(long position) {
    LogRow row = log.from(position);
    return row != null && row.holds(position)
        ? row.at(position)
        : LoggedRecord.unreadable(
            log.name(), new byte[0], "The log holds position " + position + " no more");
  }
}
