// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbered part of one topic: its newest rows in memory, the others from the table. What a
 * group that lags behind fetches is kept apart, so that it drives nothing out of the others' way.
 */
final class TopicLog {
  private final String name;
  private final Fetch fetch;
  private final long mostBytes;
  private final NavigableMap<Long, LogRow> newest = new ConcurrentSkipListMap<>();
  private final NavigableMap<Long, LogRow> fetched = new ConcurrentSkipListMap<>();
  private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
  private long newestBytes;
  private volatile long last;

  /**
   * @param fetch asks the table
   * @param mostBytes how much of the newest rows is kept
   */
  TopicLog(String name, Fetch fetch, long mostBytes) {
    this.name = name;
    this.fetch = fetch;
    this.mostBytes = mostBytes;
  }

  String name() {
    return name;
  }

  /** The position of the newest numbered record; 0 when there is none. */
  long last() {
    return last;
  }

  /** Told on the sequencer's thread when there are new positions; must not block. */
  void listen(Runnable listener) {
    listeners.add(listener);
  }

  void ignore(Runnable listener) {
    listeners.remove(listener);
  }

  /** Rows that were just numbered, in order. */
  synchronized void publish(List<LogRow> rows) {
    for (LogRow row : rows) {
      newest.put(row.first(), row);
      newestBytes += row.bytes();
    }
    Iterator<LogRow> oldest = newest.values().iterator();
    while (newestBytes > mostBytes && oldest.hasNext()) {
      newestBytes -= oldest.next().bytes();
      oldest.remove();
    }
    advance(rows.get(rows.size() - 1).last());
  }

  /** Positions up to here are numbered, whoever did that. */
  synchronized void advance(long position) {
    if (position > last) {
      last = position;
      listeners.forEach(Runnable::run);
    }
  }

  /** The row that holds a position or, where that is gone, the next one; null beyond the last. */
  @Nullable LogRow from(long position) {
    if (position > last) {
      return null;
    }
    LogRow known = holding(newest, position);
    if (known == null) {
      known = holding(fetched, position);
    }
    return known != null ? known : fetch(position);
  }

  private static @Nullable LogRow holding(NavigableMap<Long, LogRow> rows, long position) {
    Map.Entry<Long, LogRow> floor = rows.floorEntry(position);
    return floor != null && floor.getValue().holds(position) ? floor.getValue() : null;
  }

  private @Nullable LogRow fetch(long position) {
    List<LogRow> rows = fetch.rows(name, position, last);
    for (LogRow row : rows) {
      fetched.put(row.first(), row);
    }
    while (fetched.size() > MOST_FETCHED) {
      fetched.pollFirstEntry();
    }
    return rows.isEmpty() ? null : rows.get(0);
  }

  private static final int MOST_FETCHED = 256;

  /** How rows come from the table. */
  @FunctionalInterface
  interface Fetch {
    List<LogRow> rows(String topic, long from, long last);
  }
}
