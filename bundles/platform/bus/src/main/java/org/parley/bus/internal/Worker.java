// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the rounds of one lane, one at a time, whenever there may be something to do; holds no
 * thread in between. After trouble it waits, a little longer each time.
 */
final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final long FIRST_PAUSE_MS = 100;
  private static final int MOST_DOUBLINGS = 6;

  private final String name;
  private final Lane lane;
  private final Threads threads;
  private boolean running;
  private boolean wanted;
  private boolean fed;
  private boolean closed;
  private boolean finishing;
  private boolean finished;
  private int troubles;
  private long pausedUntil = System.nanoTime();
  private @Nullable Instant alarm;

  Worker(String name, Lane lane, Threads threads) {
    this.name = name;
    this.lane = lane;
    this.threads = threads;
  }

  /** Starts or stops its rounds; what is in hand is brought to its end. */
  void feed(boolean on) {
    synchronized (this) {
      fed = on;
    }
    wake();
  }

  /** There may be something to do. Never blocks. */
  void wake() {
    synchronized (this) {
      wanted = true;
      if (running || closed || !fed || System.nanoTime() < pausedUntil) {
        return;
      }
      running = true;
    }
    Throwable refusal = Attempt.failure(() -> threads.run(this::rounds));
    if (refusal != null) {
      isNotRunning(refusal);
    }
  }

  /** No thread could be had; the next tick asks again. */
  private synchronized void isNotRunning(Throwable refusal) {
    running = false;
    notifyAll();
    if (!(refusal instanceof RejectedExecutionException)) {
      LOG.warn("Group {} cannot go on for the moment; it is tried again", name, refusal);
    }
  }

  private void rounds() {
    Throwable trouble = null;
    while (trouble == null && goesOn()) {
      trouble = Attempt.failure(this::untilIdle);
    }
    Optional<Instant> due = trouble == null ? lane.nextDue() : Optional.of(afterTrouble(trouble));
    long rest = trouble == null ? lane.rests() : 0;
    boolean again;
    synchronized (this) {
      running = false;
      if (rest > 0) {
        pausedUntil = System.nanoTime() + rest;
      }
      again = trouble == null && rest == 0 && wanted && fed && !closed;
      notifyAll();
    }
    if (again) {
      wake();
    } else {
      due.ifPresent(this::wakeAt);
    }
  }

  private synchronized boolean goesOn() {
    boolean on = wanted && fed && !closed;
    wanted = false;
    return on;
  }

  private synchronized boolean isFed() {
    return fed && !closed;
  }

  private void untilIdle() {
    while (isFed() && lane.round()) {
      troubles = 0;
    }
    troubles = 0;
  }

  private synchronized Instant afterTrouble(Throwable trouble) {
    if (troubles == 0) {
      LOG.warn("Group {} cannot go on for the moment; it is tried again", name, trouble);
    }
    long pause = FIRST_PAUSE_MS << Math.min(troubles, MOST_DOUBLINGS);
    troubles++;
    wanted = true;
    pausedUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
    return threads.clock().instant().plusMillis(pause);
  }

  private void wakeAt(Instant due) {
    Instant now = threads.clock().instant();
    synchronized (this) {
      if (closed || (alarm != null && alarm.isAfter(now) && !due.isBefore(alarm))) {
        return;
      }
      alarm = due;
    }
    threads.later(Duration.between(now, due), this::ring);
  }

  /** An alarm that was set before a pause may ring within it. */
  private void ring() {
    long left;
    synchronized (this) {
      left = closed ? 0 : pausedUntil - System.nanoTime();
    }
    if (left > 0) {
      threads.later(Duration.ofNanos(left), this::ring);
    } else {
      wake();
    }
  }

  /**
   * Asked once a second, so that a clock that jumps delays nothing for long, nor an alarm that rang
   * while it paused.
   */
  void tick() {
    if (isWanted() || lane.nextDue().isPresent()) {
      wake();
    }
  }

  private synchronized boolean isWanted() {
    return wanted;
  }

  /**
   * Ends its rounds, waits a while for what is in hand and saves what came of it. That is done
   * once; whoever else closes it waits for that.
   */
  void close(Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    synchronized (this) {
      closed = true;
      while (isBusy() && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.timedWait(this, 10);
      }
      if (running || finishing || finished) {
        return;
      }
      finishing = true;
    }
    finish();
    synchronized (this) {
      finishing = false;
      finished = true;
      notifyAll();
    }
  }

  private boolean isBusy() {
    return running || finishing || (!finished && lane.inHand() > 0);
  }

  private void finish() {
    Throwable trouble = Attempt.failure(lane::finish);
    if (trouble instanceof Overtaken) {
      LOG.debug("Group {} is no longer read here", name, trouble);
    } else if (trouble != null) {
      LOG.warn("Group {} could not save its last steps; they are repeated", name, trouble);
    }
  }
}
