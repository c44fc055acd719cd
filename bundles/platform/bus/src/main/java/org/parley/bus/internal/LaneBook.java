// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one lane of a group has taken, what waits and what is done; decides what may be delivered
 * next. It knows neither threads nor a database: its owner guards it and saves its {@link Delta}s.
 *
 * <p>A lane has a cursor: everything up to there is done or listed as open. Records of one key are
 * handed out in order; while one of them waits, those behind it queue and other keys run on.
 */
final class LaneBook {
  /**
   * How many records may be open before the lanes of a group read no further. They share it evenly,
   * wherever they are read: of four, one stops with 2,500, though the others may hold nothing.
   */
  static final int MOST_OPEN = 10_000;

  private final boolean sequential;
  private final int mostOpen;
  private final NavigableMap<Long, OpenEntry> open = new TreeMap<>();
  private final Map<Long, OpenEntry> stored = new HashMap<>();
  private final NavigableSet<Long> changed = new TreeSet<>();
  private final NavigableMap<Long, Integer> inHand = new TreeMap<>();
  private final Map<String, KeyLine> lines = new HashMap<>();
  private final NavigableMap<Long, Parking> parkings = new TreeMap<>();
  private final NavigableSet<OpenEntry> ready =
      new TreeSet<>(Comparator.comparing(OpenEntry::due).thenComparingLong(OpenEntry::position));
  private long cursor;
  private long storedCursor;
  private long bytesInHand;

  /**
   * @param sequential whether what is taken is worked off in order, one after the other; else each
   *     taken record is on its own and only one of each key is out at a time
   * @param stored the open entries as they were saved
   */
  LaneBook(boolean sequential, long cursor, Collection<OpenEntry> stored) {
    this(sequential, cursor, stored, MOST_OPEN);
  }

  /**
   * @param mostOpen how many records may be open before it reads no further
   */
  LaneBook(boolean sequential, long cursor, Collection<OpenEntry> stored, int mostOpen) {
    this.sequential = sequential;
    this.mostOpen = mostOpen;
    this.cursor = cursor;
    this.storedCursor = cursor;
    for (OpenEntry entry : stored) {
      this.stored.put(entry.position(), entry);
      list(entry);
    }
  }

  /**
   * Takes what may be delivered now: first what is due again, then what is new; no more once it is
   * full.
   */
  List<Task> take(int most, Instant now, Feed feed) {
    List<Task> tasks = new ArrayList<>();
    while (tasks.size() < most && !isFull()) {
      Task task = next(now, feed);
      if (task == null) {
        break;
      }
      tasks.add(task);
    }
    if (tasks.isEmpty()) {
      feed.passed(cursor - 1); // room for more; by the last one a lane that went back goes on
    }
    return tasks;
  }

  /** Whether what is in hand holds so many bytes that no more should be taken. */
  boolean isFull() {
    return bytesInHand >= Run.MOST_BYTES;
  }

  private @Nullable Task next(Instant now, Feed feed) {
    if (!ready.isEmpty() && !ready.first().due().isAfter(now)) {
      OpenEntry due = ready.first();
      return hand(due, feed.at(due.position()));
    }
    while (open.size() < mostOpen) {
      Feed.Upcoming upcoming = feed.after(cursor);
      if (upcoming == null) {
        return null;
      }
      cursor = upcoming.position();
      if (upcoming.wanted()) {
        OpenEntry entry = OpenEntry.untried(cursor, upcoming.record().key());
        boolean free = isFree(entry.key());
        list(entry);
        changed.add(cursor);
        if (free) {
          return hand(entry, upcoming.record());
        }
      }
    }
    return null;
  }

  private boolean isFree(String key) {
    KeyLine line = lines.get(key);
    return line == null || (!line.held && sequential && line.isAllInHand());
  }

  private Task hand(OpenEntry entry, LoggedRecord record) {
    int bytes = record.bytes().length;
    inHand.put(entry.position(), bytes);
    bytesInHand += bytes;
    line(entry.key()).inHand++;
    refresh(entry.key());
    return new Task(entry.position(), record, entry.attempts() + 1);
  }

  /**
   * Keeps a key for something that is not of the log, unless one of its records is in hand.
   *
   * @return whether it is kept; {@link #free} it then
   */
  boolean hold(String key) {
    if (!canHold(key)) {
      return false;
    }
    line(key).held = true;
    refresh(key);
    return true;
  }

  /** Whether {@link #hold} would keep a key. */
  boolean canHold(String key) {
    KeyLine line = lines.get(key);
    return line == null || (!line.held && line.inHand == 0);
  }

  void free(String key) {
    line(key).held = false;
    refresh(key);
  }

  /** The reader is done with it. */
  void done(long position) {
    remove(position);
  }

  /** The reader failed; it is to be tried again. */
  void retry(long position, Instant due, String reason) {
    OpenEntry entry = putBack(position);
    OpenEntry failed = entry.failed(due, reason);
    open.put(position, failed);
    changed.add(position);
    refresh(entry.key());
  }

  /** It was not tried after all. */
  void release(long position) {
    refresh(putBack(position).key());
  }

  /** Nobody tries it again; its key is free as soon as that is saved. */
  void park(long position, Parking parking) {
    parkings.put(position, parking);
    changed.add(position);
  }

  /** Whether an earlier record of its key went back to waiting since this one was taken. */
  boolean isBlocked(long position) {
    KeyLine line = line(entry(position).key());
    if (line.isAllInHand()) {
      return false;
    }
    for (Long earlier : line.positions) {
      if (earlier == position) {
        return false;
      }
      if (!inHand.containsKey(earlier)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What has to be saved, as if some more records were done with.
   *
   * @param alsoDone positions in hand whose effects belong to the same transaction
   */
  Delta delta(Set<Long> alsoDone) {
    long upTo = durableCursor(alsoDone);
    List<OpenEntry> inserts = new ArrayList<>();
    List<OpenEntry> updates = new ArrayList<>();
    List<Long> deletes = new ArrayList<>();
    NavigableSet<Long> touched = new TreeSet<>(changed.headSet(upTo, true));
    alsoDone.stream().filter(stored::containsKey).forEach(touched::add);
    for (Long position : touched) {
      OpenEntry now = isSettled(position, alsoDone) ? null : open.get(position);
      OpenEntry was = stored.get(position);
      if (now == null && was != null) {
        deletes.add(position);
      } else if (now != null && was == null) {
        inserts.add(now);
      } else if (now != null && !now.equals(was)) {
        updates.add(now);
      }
    }
    return new Delta(upTo, inserts, updates, deletes, new TreeMap<>(parkings));
  }

  private boolean isSettled(long position, Set<Long> alsoDone) {
    return alsoDone.contains(position) || parkings.containsKey(position);
  }

  /**
   * In a sequential lane all before the first one in hand is settled, so nothing need be listed.
   */
  private long durableCursor(Set<Long> alsoDone) {
    if (sequential) {
      for (Long position : inHand.keySet()) {
        if (!stored.containsKey(position) && !isSettled(position, alsoDone)) {
          return position - 1;
        }
      }
    }
    return cursor;
  }

  /** A delta has become durable. */
  void saved(Delta delta) {
    storedCursor = delta.cursor();
    delta.inserts().forEach(this::noteStored);
    delta.updates().forEach(this::noteStored);
    for (Long position : delta.deletes()) {
      stored.remove(position);
      forgetChange(position);
    }
    for (Long position : delta.parkings().keySet()) {
      parkings.remove(position);
      remove(position);
    }
  }

  private void noteStored(OpenEntry entry) {
    stored.put(entry.position(), entry);
    forgetChange(entry.position());
  }

  private void forgetChange(long position) {
    OpenEntry now = open.get(position);
    OpenEntry was = stored.get(position);
    if (now == null ? was == null : now.equals(was)) {
      changed.remove(position);
    }
  }

  boolean isUnsaved() {
    return cursor > storedCursor || !changed.isEmpty() || !parkings.isEmpty();
  }

  /**
   * Whether nothing is open, here or in the tables, so that what comes next can be done without
   * being listed.
   */
  boolean isClear() {
    return open.isEmpty() && stored.isEmpty() && changed.isEmpty() && lines.isEmpty();
  }

  /** What has to be saved when all behind the cursor and up to here is done or not wanted. */
  Delta passing(long upTo) {
    return new Delta(upTo, List.of(), List.of(), List.of(), new TreeMap<>());
  }

  /** All up to here is done or not wanted, and nothing of it was listed. */
  void pass(long upTo) {
    cursor = upTo;
  }

  /** Everything up to here was taken or not wanted. */
  long cursor() {
    return cursor;
  }

  /** Everything up to here is done with. */
  long lowWater() {
    return open.isEmpty() ? cursor : Math.min(cursor, open.firstKey() - 1);
  }

  /** Everything up to here is durably done with or listed. */
  long storedCursor() {
    return storedCursor;
  }

  /** When something that waits may be tried again; empty when nothing waits. */
  Optional<Instant> nextDue() {
    return ready.isEmpty() ? Optional.empty() : Optional.of(ready.first().due());
  }

  long waiting() {
    return open.values().stream().filter(entry -> entry.attempts() > 0).count();
  }

  int inHand() {
    return inHand.size();
  }

  boolean isDone(long position) {
    return position <= cursor && !open.containsKey(position);
  }

  private void list(OpenEntry entry) {
    open.put(entry.position(), entry);
    line(entry.key()).positions.add(entry.position());
    refresh(entry.key());
  }

  private void remove(long position) {
    String key = putBack(position).key();
    open.remove(position);
    line(key).positions.remove(position);
    changed.add(position);
    forgetChange(position);
    refresh(key);
  }

  private OpenEntry putBack(long position) {
    OpenEntry entry = entry(position);
    Integer bytes = inHand.remove(position);
    if (bytes != null) {
      bytesInHand -= bytes;
      line(entry.key()).inHand--;
    }
    return entry;
  }

  private OpenEntry entry(long position) {
    return requireNonNull(open.get(position), () -> "Position " + position + " is not open");
  }

  private KeyLine line(String key) {
    return lines.computeIfAbsent(key, any -> new KeyLine());
  }

  /** Sets anew which record of a key may be handed out next. */
  private void refresh(String key) {
    KeyLine line = line(key);
    if (line.head != null) {
      ready.remove(line.head);
    }
    line.head = head(line);
    if (line.head != null) {
      ready.add(line.head);
    }
    if (line.positions.isEmpty() && !line.held) {
      lines.remove(key);
    }
  }

  private @Nullable OpenEntry head(KeyLine line) {
    if (line.held || line.isAllInHand() || (!sequential && line.inHand > 0)) {
      return null;
    }
    for (Long position : line.positions) {
      if (!inHand.containsKey(position)) {
        return open.get(position);
      }
    }
    return null;
  }
}
