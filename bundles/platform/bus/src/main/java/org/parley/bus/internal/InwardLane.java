// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.api.bus.BatchReader;
import org.parley.api.bus.GroupReader;
import org.parley.api.store.Transaction;

/**
 * A lane that changes the hub's own state. It hands a batch to its reader in one transaction that
 * also moves the lane on; when that fails, in smaller ones, so that one bad record costs only
 * itself. As long as nothing waits it keeps no book of single records.
 */
final class InwardLane implements Lane {
  private static final int MOST_AT_ONCE = 256;

  private final Reading reading;
  private final GroupReader reader;
  private final Feed feed;
  private final LaneKeeper keeper;
  private final Replays replays;
  private final IdleSave idle = new IdleSave();
  private final Gathering gathering;
  private final @Nullable ReadAhead ahead;
  private LaneBook book;
  private boolean stale;

  /**
   * @param ahead of the feed; null where it is read when its turn comes
   */
  InwardLane(
      Reading reading,
      GroupReader reader,
      Feed feed,
      LaneKeeper keeper,
      @Nullable ReadAhead ahead) {
    this.reading = reading;
    this.reader = reader;
    this.feed = feed;
    this.keeper = keeper;
    this.replays = new Replays(reading, GivenUp.NOBODY);
    this.gathering = Gathering.of(reader);
    this.ahead = ahead;
    this.book = keeper.load(true);
  }

  @Override
  public boolean round() {
    if (stale) {
      load();
    }
    stale = true;
    boolean more = work();
    stale = false;
    return more;
  }

  /** After trouble nobody knows what became durable, so the tables are asked. */
  private synchronized void load() {
    book = keeper.load(true);
  }

  private boolean work() {
    Instant now = reading.database().clock().instant();
    Optional<Replay> replay = replays.takeDue(now);
    if (replay.isPresent()) {
      replay(replay.get(), now);
      return true;
    }
    if (gathering.holdsBack()) {
      return false;
    }
    if (book.isClear() && goStraightOn()) {
      return true;
    }
    if (ahead != null) {
      ahead.settle();
    }
    List<Task> tasks = take(now);
    if (tasks.isEmpty()) {
      if (idle.isDue(book.isUnsaved(), now)) {
        save();
      }
      return false;
    }
    handOut(tasks);
    if (book.isUnsaved()) {
      save();
    }
    return true;
  }

  /**
   * Hands out what comes next as it lies in the log.
   *
   * @return whether that succeeded; when it failed, every record is to be tried for itself
   */
  private boolean goStraightOn() {
    Run run = run();
    if (run.records().isEmpty()) {
      pass(run.last());
      return false;
    }
    Delta delta = book.passing(run.last());
    Throwable failure = commit(run.records(), delta);
    if (failure instanceof Overtaken overtaken) {
      throw overtaken;
    }
    if (failure == null) {
      passed(delta);
      gathering.begin(run);
    }
    return failure == null;
  }

  private Run run() {
    if (ahead == null) {
      return Run.behind(book.cursor(), gathering.most(), feed);
    }
    Run run = ahead.behind(book.cursor(), gathering.most());
    if (run.full()) {
      ahead.begin(run.last(), gathering.most());
    }
    return run;
  }

  private synchronized void pass(long upTo) {
    book.pass(upTo);
  }

  private synchronized void passed(Delta delta) {
    keeper.saved();
    book.pass(delta.cursor());
    book.saved(delta);
    feed.passed(delta.cursor());
  }

  private synchronized List<Task> take(Instant now) {
    return book.take(MOST_AT_ONCE, now, feed);
  }

  /** Halves what fails together, so that one bad record of many costs few attempts. */
  private void handOut(List<Task> tasks) {
    if (tasks.size() == 1) {
      alone(tasks.get(0));
    } else if (!together(tasks)) {
      int half = tasks.size() / 2;
      handOut(tasks.subList(0, half));
      handOut(tasks.subList(half, tasks.size()));
    }
  }

  private boolean together(List<Task> tasks) {
    Set<Long> positions = new HashSet<>();
    for (Task task : tasks) {
      if (book.isBlocked(task.position())) {
        return false;
      }
      positions.add(task.position());
    }
    Throwable failure = commit(tasks, positions);
    if (failure instanceof Overtaken overtaken) {
      throw overtaken;
    }
    return failure == null;
  }

  private void alone(Task task) {
    if (book.isBlocked(task.position())) {
      release(task);
      return;
    }
    Throwable failure = commit(List.of(task), Set.of(task.position()));
    if (failure != null) {
      save();
      judge(task, failure);
      save();
    }
  }

  private synchronized void release(Task task) {
    book.release(task.position());
  }

  /** Hands records to the reader and moves on, all of it or nothing. */
  private @Nullable Throwable commit(List<Task> tasks, Set<Long> positions) {
    Delta delta = delta(positions);
    Throwable failure = commit(records(tasks), delta);
    if (failure == null) {
      settle(positions, delta);
    }
    return failure;
  }

  private @Nullable Throwable commit(List<LoggedRecord> records, Delta delta) {
    return Attempt.failure(
        () ->
            reading
                .database()
                .store()
                .inTransaction(transaction -> read(transaction, records, delta)));
  }

  private static List<LoggedRecord> records(List<Task> tasks) {
    return tasks.stream().map(Task::record).toList();
  }

  private int read(Transaction transaction, List<LoggedRecord> records, Delta delta) {
    if (reader instanceof BatchReader batch) {
      LateRecords late = new LateRecords(records);
      batch.read(transaction, late);
      late.read();
    } else {
      records.forEach(record -> read(transaction, record));
    }
    keeper.save(transaction, delta);
    return records.size();
  }

  private void read(Transaction transaction, LoggedRecord record) {
    reading.traces().during(record, () -> reader.read(transaction, record.readOrFail()));
  }

  private synchronized Delta delta(Set<Long> alsoDone) {
    return book.delta(alsoDone);
  }

  private synchronized void settle(Set<Long> done, Delta delta) {
    keeper.saved();
    done.forEach(book::done);
    book.saved(delta);
    feed.passed(delta.cursor());
  }

  private synchronized void judge(Task task, Throwable failure) {
    Instant now = reading.database().clock().instant();
    Verdict verdict = reading.retry().judge(task.attempt(), failure, now);
    if (verdict instanceof Verdict.Again again) {
      book.retry(task.position(), again.due(), again.reason());
    } else if (verdict instanceof Verdict.GiveUp giveUp) {
      book.park(
          task.position(),
          new Parking(task.record(), giveUp.fault(), giveUp.reason(), task.attempt()));
    }
  }

  /** Fails when the database is in trouble; then nothing is held against any record. */
  private void save() {
    Delta delta = delta(Set.of());
    reading
        .database()
        .store()
        .inTransaction(
            transaction -> {
              keeper.save(transaction, delta);
              return true;
            });
    settle(Set.of(), delta);
  }

  private void replay(Replay replay, Instant now) {
    Throwable failure =
        Attempt.failure(
            () ->
                reading
                    .database()
                    .store()
                    .inTransaction(
                        transaction -> {
                          EndReplay.done(transaction, replay);
                          read(transaction, replay.record());
                          return true;
                        }));
    if (failure == null) {
      replays.ended(replay);
    } else {
      replays.failed(replay, failure, now);
    }
  }

  @Override
  public void finish() {
    if (ahead != null) {
      ahead.end();
    }
    if (!stale && book.isUnsaved()) {
      save();
    }
  }

  @Override
  public void replay(Replay replay) {
    replays.add(replay);
  }

  @Override
  public synchronized Optional<Instant> nextDue() {
    Instant now = reading.database().clock().instant();
    return Earliest.of(
        book.nextDue(), idle.due(), gathering.end(now), replays.nextDue(any -> true));
  }

  @Override
  public long rests() {
    return gathering.left();
  }

  @Override
  public synchronized int inHand() {
    return book.inHand();
  }

  @Override
  public synchronized LaneStatus status() {
    return new LaneStatus(book.lowWater(), book.waiting());
  }

  @Override
  public synchronized boolean isDone(LoggedRecord record, long position) {
    return keeper.takes(record.key()) && book.isDone(position);
  }
}
