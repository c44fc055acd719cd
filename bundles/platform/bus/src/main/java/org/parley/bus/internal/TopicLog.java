// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The numbered part of one topic: those of its newest rows in memory that somebody has still to
 * read, the others from the table. What a group that lags behind fetches stays with that group and
 * drives nothing out of the others' way.
 */
final class TopicLog {
  /** Of a listener that may ask for any row again. */
  static final LongSupplier KEEPING = () -> 0;

  private final String name;
  private final Fetch fetch;
  private final long mostBytes;
  private final NavigableMap<Long, LogRow> newest = new ConcurrentSkipListMap<>();
  private final Map<Runnable, LongSupplier> listeners = new ConcurrentHashMap<>();
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

  /**
   * Told on the thread that gave them when there are new positions; must not block.
   *
   * @param passed up to where it needs no row in memory any more; must not block either
   */
  void listen(Runnable listener, LongSupplier passed) {
    listeners.put(listener, passed);
  }

  void ignore(Runnable listener) {
    listeners.remove(listener);
  }

  /** Rows that were just numbered, in order. */
  synchronized void publish(List<LogRow> rows) {
    for (LogRow row : rows) {
      newest.put(row.first(), row);
      newestBytes += row.memory();
    }
    shrink();
    advance(rows.get(rows.size() - 1).last());
  }

  /** What all have passed would only be moved by each collection of garbage. */
  private void shrink() {
    long passed = passed();
    Iterator<LogRow> oldest = newest.values().iterator();
    while (oldest.hasNext()) {
      LogRow row = oldest.next();
      if (newestBytes <= mostBytes && row.last() > passed) {
        break;
      }
      newestBytes -= row.memory();
      oldest.remove();
    }
  }

  private long passed() {
    long passed = listeners.isEmpty() ? 0 : Long.MAX_VALUE;
    for (LongSupplier listener : listeners.values()) {
      passed = Math.min(passed, listener.getAsLong());
    }
    return passed;
  }

  /** Positions up to here are numbered, whoever did that. */
  synchronized void advance(long position) {
    if (position > last) {
      last = position;
      listeners.keySet().forEach(Runnable::run);
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
