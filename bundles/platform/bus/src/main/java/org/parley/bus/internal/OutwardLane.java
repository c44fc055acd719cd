// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.OutwardReader;
import org.parley.api.bus.OutwardReader.Delivery;
import org.parley.api.bus.OutwardReader.Parked;
import org.parley.api.store.Transaction;

/**
 * The one lane of a group that calls the world outside: as many records of different keys at once
 * as the reader wants, each settled when its stage completes. What has ended is saved before more
 * is begun.
 */
final class OutwardLane implements Lane {
  private final Reading reading;
  private final OutwardReader reader;
  private final int slots;
  private final Feed feed;
  private final LaneKeeper keeper;
  private final Executor threads;
  private final Runnable wake;
  private final Replays replays;
  private final IdleSave idle = new IdleSave();
  private LaneBook book;
  private boolean overtaken;
  private boolean settled;
  private int replaying;

  OutwardLane(Reading reading, OutwardReader reader, Feed feed, LaneKeeper keeper, Hands hands) {
    this.reading = reading;
    this.reader = reader;
    this.slots = hands.slots();
    this.feed = feed;
    this.keeper = keeper;
    this.threads = hands.threads();
    this.wake = hands.wake();
    this.replays = new Replays(reading, this::tellParked);
    this.book = keeper.load(false);
  }

  @Override
  public boolean round() {
    boolean settledReplays = replays.settle();
    reloadIfOvertaken();
    Instant now = reading.database().clock().instant();
    boolean saved = saveWhatEnded(now);
    List<Replay> again = takeReplays(now);
    again.forEach(replay -> threads.execute(() -> deliver(replay)));
    List<Task> tasks = take(now);
    LaneBook of = book;
    tasks.forEach(task -> threads.execute(() -> deliver(of, task)));
    return settledReplays || saved || !tasks.isEmpty() || !again.isEmpty();
  }

  private synchronized void reloadIfOvertaken() {
    if (overtaken) {
      book = keeper.load(false);
      overtaken = false;
    }
  }

  private synchronized List<Task> take(Instant now) {
    int free = slots - book.inHand() - replaying;
    return free > 0 && !book.isFull() ? book.take(free, now, feed) : List.of();
  }

  private synchronized List<Replay> takeReplays(Instant now) {
    List<Replay> taken = new ArrayList<>();
    List<Replay> busy = new ArrayList<>();
    while (book.inHand() + replaying < slots) {
      Optional<Replay> due = replays.takeDue(now);
      if (due.isEmpty()) {
        break;
      }
      if (book.hold(due.get().record().key())) {
        replaying++;
        taken.add(due.get());
      } else {
        busy.add(due.get());
      }
    }
    busy.forEach(replays::putBack);
    return taken;
  }

  private void deliver(LaneBook of, Task task) {
    Attempt.stage(() -> call(task.record(), task.attempt(), false))
        .whenComplete((done, failure) -> end(of, task, failure));
  }

  private CompletionStage<Void> call(LoggedRecord record, int attempt, boolean replayed) {
    return reader.read(new Delivery(record.readOrFail(), attempt, replayed));
  }

  private void end(LaneBook of, Task task, @Nullable Throwable failure) {
    synchronized (this) {
      if (of != book) {
        return;
      }
      settled = true;
      if (failure == null) {
        book.done(task.position());
      } else {
        judge(task, failure);
      }
    }
    wake.run();
  }

  private void judge(Task task, Throwable failure) {
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

  /** What is merely in hand is not written: a crash hands it out again in any case. */
  private boolean saveWhatEnded(Instant now) {
    synchronized (this) {
      boolean passed = book.inHand() == 0 && book.isUnsaved();
      if (!idle.isDue(passed, now) && !settled) {
        return false;
      }
    }
    save();
    return true;
  }

  private void save() {
    Delta delta;
    synchronized (this) {
      settled = false;
      delta = book.delta(Set.of());
    }
    try {
      reading
          .database()
          .store()
          .inTransaction(
              transaction -> {
                keeper.save(transaction, delta);
                delta.parkings().values().forEach(parking -> tellParked(transaction, parking));
                return true;
              });
    } catch (RuntimeException e) {
      failedToSave(e);
      throw e;
    }
    synchronized (this) {
      keeper.saved();
      book.saved(delta);
      feed.passed(delta.cursor());
    }
  }

  private void tellParked(Transaction transaction, Parking parking) {
    tellParked(
        transaction, parking.record(), new Verdict.GiveUp(parking.fault(), parking.reason()));
  }

  private void tellParked(Transaction transaction, LoggedRecord record, Verdict.GiveUp verdict) {
    BusRecord readable;
    try {
      readable = record.read();
    } catch (Unreadable e) {
      return;
    }
    reader.parked(transaction, new Parked(readable, verdict.fault(), verdict.reason()));
  }

  @Override
  public void finish() {
    replays.settle();
    if (!overtaken && book.isUnsaved()) {
      save();
    }
  }

  private synchronized void failedToSave(RuntimeException failure) {
    settled = true;
    overtaken = failure instanceof Overtaken;
  }

  private void deliver(Replay replay) {
    Attempt.stage(() -> again(replay))
        .whenComplete((done, failure) -> threads.execute(() -> end(replay, failure)));
  }

  private CompletionStage<Void> again(Replay replay) {
    replays.verify(replay, keeper);
    return call(replay.record(), replay.attempts() + 1, true);
  }

  private void end(Replay replay, @Nullable Throwable failure) {
    Instant now = reading.database().clock().instant();
    try {
      if (failure == null) {
        replays.delivered(replay);
        Attempt.failure(replays::settle); // the next round tries it again and tells
      } else {
        replays.failed(replay, failure, now);
      }
    } finally {
      synchronized (this) {
        replaying--;
        book.free(replay.record().key());
      }
      wake.run();
    }
  }

  @Override
  public void replay(Replay replay) {
    replays.add(replay);
  }

  /** While no more can be taken nothing can be begun; whatever ends asks for a round itself. */
  @Override
  public synchronized Optional<Instant> nextDue() {
    if (book.inHand() + replaying >= slots) {
      return idle.due();
    }
    Optional<Instant> next = book.isFull() ? Optional.empty() : book.nextDue();
    return Earliest.of(next, idle.due(), replays.nextDue(book::canHold));
  }

  @Override
  public synchronized int inHand() {
    return book.inHand() + replaying;
  }

  @Override
  public synchronized LaneStatus status() {
    return new LaneStatus(book.lowWater(), book.waiting());
  }

  @Override
  public synchronized boolean isDone(LoggedRecord record, long position) {
    return book.isDone(position);
  }

  /**
   * @param slots how many records may be in the reader's hands at once
   * @param threads where the reader is called
   * @param wake asks for another round
   */
  record Hands(int slots, Executor threads, Runnable wake) {}
}
