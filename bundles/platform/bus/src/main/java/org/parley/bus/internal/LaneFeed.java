// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one lane reads of a topic. */
final class LaneFeed implements Feed {
  private final TopicLog log;
  private final Predicate<Set<String>> concerns;
  private final Predicate<LoggedRecord> wanted;
  private List<LogRow> ahead = List.of();
  private int current;
  private volatile long passed;

  /**
   * @param concerns whether rows with records of these types may hold what is wanted
   */
  LaneFeed(TopicLog log, Predicate<Set<String>> concerns, Predicate<LoggedRecord> wanted) {
    this.log = log;
    this.concerns = concerns;
    this.wanted = wanted;
  }

  @Override
  public @Nullable Upcoming after(long position) {
    Upcoming upcoming = next(position);
    if (upcoming != null && !upcoming.wanted() && position == passed) {
      passed = upcoming.position();
    }
    return upcoming;
  }

  private @Nullable Upcoming next(long position) {
    long next = position + 1;
    LogRow row = rowFrom(next);
    if (row == null) {
      return null;
    }
    if (!concerns.test(row.types())) {
      return new Upcoming(row.last(), row.at(row.last()), false);
    }
    long at = Math.max(next, row.first());
    LoggedRecord record = row.at(at);
    return new Upcoming(at, record, !row.isRepeated(at) && wanted.test(record));
  }

  /** A lane may go back: what failed together is taken again in parts. */
  private @Nullable LogRow rowFrom(long next) {
    while (current > 0 && ahead.get(current - 1).last() >= next) {
      current--;
    }
    while (current < ahead.size() && ahead.get(current).last() < next) {
      current++;
    }
    boolean known = current < ahead.size() && ahead.get(0).first() <= next;
    if (!known) {
      ahead = log.from(next);
      current = 0;
    }
    return ahead.isEmpty() ? null : ahead.get(current);
  }

  @Override
  public void passed(long position) {
    passed = position;
  }

  /** Up to here all is durably done or not wanted; less where it did not say so yet. */
  long passed() {
    return passed;
  }

  @Override
  public LoggedRecord at(long position) {
    LogRow row = log.at(position);
    return row != null
        ? row.at(position)
        : LoggedRecord.unreadable(
            log.name(), new byte[0], "The log holds position " + position + " no more");
  }
}
