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
 * group that lags behind fetches stays with that group and drives nothing out of the others' way.
 */
final class TopicLog {
  private final String name;
  private final Fetch fetch;
  private final long mostBytes;
  private final NavigableMap<Long, LogRow> newest = new ConcurrentSkipListMap<>();
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
      newestBytes += row.held();
    }
    Iterator<LogRow> oldest = newest.values().iterator();
    while (newestBytes > mostBytes && oldest.hasNext()) {
      newestBytes -= oldest.next().held();
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

  /**
   * Rows from the one on that holds a position or, where that is gone, from the next one; none
   * beyond the last position.
   */
  List<LogRow> from(long position) {
    if (position > last) {
      return List.of();
    }
    LogRow known = newest(position);
    return known != null ? List.of(known) : fetch.rows(name, position, last);
  }

  /** The row that holds a position; null when the log holds it no more. */
  @Nullable LogRow at(long position) {
    LogRow known = newest(position);
    if (known != null) {
      return known;
    }
    List<LogRow> rows = fetch.rows(name, position, position);
    return rows.isEmpty() || !rows.get(0).holds(position) ? null : rows.get(0);
  }

  private @Nullable LogRow newest(long position) {
    Map.Entry<Long, LogRow> floor = newest.floorEntry(position);
    return floor != null && floor.getValue().holds(position) ? floor.getValue() : null;
  }

  /** How rows come from the table. */
  @FunctionalInterface
  interface Fetch {
    List<LogRow> rows(String topic, long from, long last);
  }
}
