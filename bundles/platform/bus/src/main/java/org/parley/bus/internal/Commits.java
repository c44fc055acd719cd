// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.parley.api.Busy;
import org.parley.api.store.Transaction;

/**
 * What this process has written and what of it is committed. In an embedded database that is all
 * there is, and asking the database instead would wait for every open transaction.
 *
 * <p>The word of a commit may come late: another transaction may see it, write to the same key and
 * commit, and be heard of first. So a row is held back while an earlier row with one of its keys is
 * still being written. Rows of other keys never wait.
 */
final class Commits {
  /** Who waits behind so many rows may as well wait behind all. */
  private static final int MOST_LOOKED_AT = 64;

  /** Less than an embedded database waits for a lock that a writer holds meanwhile. */
  private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

  private final NavigableMap<Long, WrittenRow> writing = new TreeMap<>();
  private final NavigableMap<Long, WrittenRow> committed = new TreeMap<>();
  private final Set<Long> doubtful = new HashSet<>();
  private final Runnable wake;
  private final long mostBytes;
  private long first = Long.MAX_VALUE;
  private long committedBytes;

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
        keep(row);
      }
    }
    wake.run();
  }

  private void keep(WrittenRow row) {
    if (committed.put(row.id(), row) == null) {
      committedBytes += row.held();
    }
  }

  /**
   * Lets who writes wait a moment while what is committed takes too much memory: the numbering is
   * slower then than all who write.
   *
   * @throws Busy when it still does after that
   */
  synchronized void awaitRoom() {
    long until = System.nanoTime() + PATIENCE_NANOS;
    long left = PATIENCE_NANOS;
    while (committedBytes > mostBytes && left > 0) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
      left = until - System.nanoTime();
    }
    if (committedBytes > mostBytes) {
      throw new Busy("The bus has more to number than it can", Duration.ofSeconds(1));
    }
  }

  private void rolledBack(List<WrittenRow> rows) {
    synchronized (this) {
      for (WrittenRow row : rows) {
        writing.remove(row.id());
        doubtful.add(row.id());
      }
    }
    wake.run();
  }

  /** Takes committed rows by id, leaving those that would overtake an earlier one of their keys. */
  synchronized List<WrittenRow> take(int most) {
    List<WrittenRow> taken = new ArrayList<>();
    HeldKeys held = HeldKeys.none();
    NavigableMap<Long, WrittenRow> earlier = new TreeMap<>(writing);
    for (WrittenRow row : List.copyOf(committed.values())) {
      if (taken.size() == most) {
        break;
      }
      held.hold(earlier.headMap(row.id()).values());
      earlier.headMap(row.id()).clear();
      if (held.holds(row.topic(), row.records())) {
        held.hold(List.of(row));
      } else {
        committed.remove(row.id());
        committedBytes -= row.held();
        taken.add(row);
      }
    }
    notifyAll();
    return taken;
  }

  /** The keys of all that is not taken yet, committed or not. */
  synchronized HeldKeys held() {
    if (!doubtful.isEmpty() || writing.size() + committed.size() > MOST_LOOKED_AT) {
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

  /** Gives back rows that could not be numbered. */
  synchronized void giveBack(Collection<WrittenRow> rows) {
    rows.forEach(this::keep);
  }

  /**
   * Rows that were said to be rolled back; where a commit had failed they may be there after all.
   */
  synchronized Set<Long> takeDoubtful() {
    Set<Long> taken = Set.copyOf(doubtful);
    doubtful.clear();
    return taken;
  }
}
