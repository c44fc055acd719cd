// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.parley.api.Busy;
import org.parley.api.ParleyException;

/**
 * Where the work of one account waits: within its budget, behind its breaker, some at a time. No
 * thread waits with it, and no other account.
 */
final class Lane {
  private static final Duration SHORTLY = Duration.ofMillis(500);
  private static final Duration LAST_CALLS = Duration.ofSeconds(5);

  private final Condition condition;
  private final int parallel;
  private final Executor threads;
  private final ScheduledExecutorService clockwork;
  private final Deque<Job> waiting = new ArrayDeque<>();
  private @Nullable Runnable probe;
  private @Nullable ScheduledFuture<?> alarm;
  private int underWay;
  private boolean closing;
  private boolean closed;

  Lane(Condition condition, int parallel, Executor threads, ScheduledExecutorService clockwork) {
    this.condition = condition;
    this.parallel = parallel;
    this.threads = threads;
    this.clockwork = clockwork;
  }

  /**
   * Finds out by this, instead of the next piece of work, whether a system that was away is back.
   */
  synchronized void probeWith(Runnable look) {
    probe = look;
  }

  /**
   * Does the work when its turn comes.
   *
   * @return completes with the work, or with what it threw
   */
  CompletionStage<Void> run(Runnable work) {
    return run(Toll.CALL, work);
  }

  /**
   * Does the work when its turn comes and what it takes is left.
   *
   * @return completes with the work, or with what it threw
   */
  CompletionStage<Void> run(Toll toll, Runnable work) {
    return runIfNeeded(toll, asking(work));
  }

  /**
   * The same with work that may find that there is nothing to do, which takes nothing.
   *
   * @param work answers whether it has asked the system; {@link NotAsked} when it fails before that
   */
  CompletionStage<Void> runIfNeeded(Toll toll, BooleanSupplier work) {
    var job = new Job(toll, work, new CompletableFuture<>());
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

  /** From now on nothing waits here: what cannot go at once is given back. */
  void giveBack() {
    synchronized (this) {
      closing = true;
    }
    pump();
  }

  /** Takes nothing more, and lets what is under way come to its end for a while. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    refuseWaiting();
    awaitLastCalls();
    condition.close();
  }

  private synchronized @Nullable Job take() {
    boolean probing = condition.isProbing();
    if (closed || underWay >= (probing ? 1 : parallel)) {
      return null;
    }
    Runnable look = probe;
    return probing && look != null
        ? first(List.of(new Job(Toll.CALL, asking(look), new CompletableFuture<>())))
        : first(waiting);
  }

  /**
   * The first that may go. What lacks something of the account's own is overtaken by what takes
   * nothing of that, and so does not make it wait longer.
   */
  private @Nullable Job first(Collection<Job> jobs) {
    Set<String> lacking = new HashSet<>();
    Optional<Duration> soonest = Optional.empty();
    for (Job next : jobs) {
      if (!next.toll().takesAny(lacking)) {
        Duration pause = condition.admit(next.toll());
        if (pause.isZero()) {
          underWay++;
          waiting.remove(next);
          return next;
        }
        soonest = Optional.of(soonest.filter(wait -> wait.compareTo(pause) < 0).orElse(pause));
        Set<String> own = condition.lacking(next.toll());
        if (own.isEmpty()) {
          break;
        }
        lacking.addAll(own);
      }
    }
    soonest.ifPresent(this::later);
    return null;
  }

  private void later(Duration pause) {
    if (closing) {
      threads.execute(this::refuseWaiting);
      return;
    }
    if (alarm != null) {
      alarm.cancel(false);
    }
    alarm = clockwork.schedule(this::pump, pause.toMillis() + 1, TimeUnit.MILLISECONDS);
  }

  private void refuseWaiting() {
    Deque<Job> left;
    synchronized (this) {
      left = new ArrayDeque<>(waiting);
      waiting.clear();
      if (alarm != null) {
        alarm.cancel(false);
      }
    }
    left.forEach(job -> job.done().completeExceptionally(switchedOff()));
  }

  private void start(Job job) {
    try {
      threads.execute(() -> work(job));
    } catch (RejectedExecutionException e) {
      condition.spared(job.toll());
      ended();
      job.done().completeExceptionally(switchedOff());
    }
  }

  private void work(Job job) {
    var asked = new AtomicBoolean(true);
    Optional<Throwable> failure =
        Caught.by(() -> asked.set(job.work().getAsBoolean())).map(thrown -> cause(thrown, asked));
    if (asked.get()) {
      condition.ended(job.toll());
    } else {
      condition.spared(job.toll());
    }
    ended();
    failure.ifPresentOrElse(job.done()::completeExceptionally, () -> job.done().complete(null));
    pump();
  }

  private static Throwable cause(Throwable thrown, AtomicBoolean asked) {
    if (thrown instanceof NotAsked failed) {
      asked.set(false);
      return failed.failure();
    }
    return thrown;
  }

  private static BooleanSupplier asking(Runnable work) {
    return () -> {
      work.run();
      return true;
    };
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
    return new Busy("The account is being switched off or updated", SHORTLY);
  }

  private record Job(Toll toll, BooleanSupplier work, CompletableFuture<Void> done) {}
}
