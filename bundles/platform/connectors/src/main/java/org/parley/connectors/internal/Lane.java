// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/**
 * Where the work of one account waits: within its budget, behind its breaker, some at a time. No
 * thread waits with it, and no other account.
 */
final class Lane {
  private static final Duration LAST_CALLS = Duration.ofSeconds(5);

  private final Condition condition;
  private final int parallel;
  private final Executor threads;
  private final ScheduledExecutorService clockwork;
  private final Deque<Job> waiting = new ArrayDeque<>();
  private int underWay;
  private boolean alarmSet;
  private boolean closed;

  Lane(Condition condition, int parallel, Executor threads, ScheduledExecutorService clockwork) {
    this.condition = condition;
    this.parallel = parallel;
    this.threads = threads;
    this.clockwork = clockwork;
  }

  /**
   * Does the work when its turn comes.
   *
   * @return completes with the work, or with what it threw
   */
  CompletionStage<Void> run(Runnable work) {
    var job = new Job(work, new CompletableFuture<>());
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedFuture(switchedOff());
      }
      waiting.addLast(job);
    }
    pump();
    return job.done();
  }

  /** Lets waiting work go on if it may now. */
  void pump() {
    for (Job next = take(); next != null; next = take()) {
      start(next);
    }
  }

  /** Gives back what waits, and lets what is under way come to its end for a while. */
  void close() {
    Deque<Job> left;
    synchronized (this) {
      closed = true;
      left = new ArrayDeque<>(waiting);
      waiting.clear();
    }
    left.forEach(job -> job.done().completeExceptionally(switchedOff()));
    awaitLastCalls();
  }

  private synchronized @Nullable Job take() {
    int most = condition.isProbing() ? 1 : parallel;
    if (waiting.isEmpty() || underWay >= most) {
      return null;
    }
    Duration pause = condition.admit();
    if (!pause.isZero()) {
      setAlarm(pause);
      return null;
    }
    underWay++;
    return waiting.removeFirst();
  }

  private void setAlarm(Duration pause) {
    if (!alarmSet) {
      alarmSet = true;
      clockwork.schedule(this::alarm, pause.toMillis() + 1, TimeUnit.MILLISECONDS);
    }
  }

  private void alarm() {
    synchronized (this) {
      alarmSet = false;
    }
    pump();
  }

  private void start(Job job) {
    try {
      threads.execute(() -> work(job));
    } catch (RejectedExecutionException e) {
      ended();
      job.done().completeExceptionally(switchedOff());
    }
  }

  private void work(Job job) {
    RuntimeException failure = null;
    try {
      job.work().run();
    } catch (RuntimeException e) {
      failure = e;
    }
    ended();
    if (failure == null) {
      job.done().complete(null);
    } else {
      job.done().completeExceptionally(failure);
    }
    pump();
  }

  private synchronized void ended() {
    underWay--;
    notifyAll();
  }

  private synchronized void awaitLastCalls() {
    long end = System.nanoTime() + LAST_CALLS.toNanos();
    try {
      for (long left = LAST_CALLS.toNanos();
          underWay > 0 && left > 0;
          left = end - System.nanoTime()) {
        wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ParleyException switchedOff() {
    return new ParleyException(Fault.HUB, "The account is being switched off or updated");
  }

  private record Job(Runnable work, CompletableFuture<Void> done) {}
}
