// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.parley.api.store.Transaction;

/**
 * What this process has written and what of it is committed. In an embedded database that is all
 * there is, and asking the database instead would wait for every open transaction.
 *
 * <p>The word of a commit may come late: another transaction may see it, write to the same key and
 * commit, and be heard of first. So a row is held back while an earlier row with one of its keys is
 * still being written. Rows of other keys do not wait, but where more is held back than is kept.
 *
 * <p>Of what is committed and would take too much memory, nothing but the id is kept: the row is in
 * the table, and nothing behind it is taken before it has been read there. So nobody who writes
 * ever waits for who numbers.
 */
final class Commits {
  /** Who waits behind so many rows may as well wait behind all. */
  private static final int MOST_LOOKED_AT = 64;

  private final NavigableMap<Long, WrittenRow> writing = new TreeMap<>();
  private final NavigableMap<Long, WrittenRow> committed = new TreeMap<>();
  private final IdRanges unread = new IdRanges();
  private final Runnable wake;
  private final long mostBytes;
  private long first = Long.MAX_VALUE;
  private long memory;

  /**
   * @param mostBytes how much memory what is committed may take until it is taken
   * @param wake told whenever there may be something to take; must not block
   */
  Commits(long mostBytes, Runnable wake) {
    this.mostBytes = mostBytes;
    this.wake = wake;
  }

  /** Follows rows that were just written until their transaction ends. */
  void follow(Transaction transaction, List<WrittenRow> rows) {
    synchronized (this) {
      rows.forEach(row -> writing.put(row.id(), row));
      first = Math.min(first, rows.get(0).id());
    }
    transaction.afterCommit(() -> committed(rows));
    transaction.afterRollback(() -> rolledBack(rows));
  }

  private void committed(List<WrittenRow> rows) {
    synchronized (this) {
      for (WrittenRow row : rows) {
        writing.remove(row.id());
        if (memory + row.memory() > mostBytes) {
          unread.add(row.id());
        } else {
          keep(row);
        }
      }
    }
    wake.run();
  }

  private void keep(WrittenRow row) {
    if (committed.put(row.id(), row) == null) {
      memory += row.memory();
    }
  }

  /** Where a commit had failed they may be there after all. */
  private void rolledBack(List<WrittenRow> rows) {
    synchronized (this) {
      for (WrittenRow row : rows) {
        writing.remove(row.id());
        unread.add(row.id());
      }
    }
    wake.run();
  }

  /**
   * Takes committed rows by id, leaving those that would overtake an earlier one of their keys, or
   * one that is to be read from the table.
   */
  synchronized List<WrittenRow> take(int most) {
    List<WrittenRow> taken = new ArrayList<>();
    HeldKeys held = HeldKeys.none();
    NavigableMap<Long, WrittenRow> earlier = new TreeMap<>(writing);
    Iterator<WrittenRow> rows = committed.headMap(unread.first()).values().iterator();
    long room = FindPending.MOST_BYTES;
    while (rows.hasNext() && taken.size() < most && room > 0) {
      WrittenRow row = rows.next();
      held.hold(earlier.headMap(row.id()).values());
      earlier.headMap(row.id()).clear();
      if (held.holds(row.topic(), row.records())) {
        held.hold(List.of(row));
      } else {
        rows.remove();
        memory -= row.memory();
        room -= row.memory();
        taken.add(row);
      }
    }
    return taken;
  }

  /**
   * The first ids of which only the table knows whether their rows wait, and what they say; none
   * while too much is held back that was written before them.
   */
  synchronized List<Long> unread(int most) {
    long before = 0;
    for (WrittenRow row : committed.headMap(unread.first()).values()) {
      before += row.memory();
    }
    return before > mostBytes ? List.of() : unread.first(most);
  }

  /**
   * Takes back what the table has for such an id.
   *
   * @param row empty where it is not there or does not wait
   */
  synchronized void read(long id, Optional<WrittenRow> row) {
    unread.remove(id);
    row.ifPresent(this::keep);
  }

  /** The keys of all that is not taken yet, committed or not. */
  synchronized HeldKeys held() {
    if (!unread.isEmpty() || writing.size() + committed.size() > MOST_LOOKED_AT) {
      return HeldKeys.all();
    }
    HeldKeys held = HeldKeys.none();
    held.hold(writing.values());
    held.hold(committed.values());
    return held;
  }

  /** The first row that this process has written; no row of an earlier process has a higher id. */
  synchronized long first() {
    return first;
  }

  /** Gives back rows that have not been numbered, or of which nobody knows whether they have. */
  synchronized void giveBack(Collection<WrittenRow> rows) {
    rows.forEach(row -> unread.add(row.id()));
  }

  /** A committed row that is kept, for who reads the table itself. */
  synchronized Optional<WrittenRow> find(long id) {
    return Optional.ofNullable(committed.get(id));
  }

  /** Forgets what is committed, up to an id: who reads the table itself has come so far. */
  synchronized void forget(long last) {
    unread.clear();
    Iterator<WrittenRow> rows = committed.headMap(last, true).values().iterator();
    while (rows.hasNext()) {
      memory -= rows.next().memory();
      rows.remove();
    }
  }
}
