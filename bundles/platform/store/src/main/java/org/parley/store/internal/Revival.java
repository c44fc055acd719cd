// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether an embedded database is to be had. What ends it may leave its engine half closed, and
 * then it answers everybody with errors of its own for good. So once it was lost nobody is let in:
 * one thread asks it for a sign of life, and where there is none ends the engine as a whole and
 * begins it anew, with growing pauses. Where one that was open cannot be opened again within this
 * process the process is given up, for in a new one it can.
 */
final class Revival implements AutoCloseable {
  private static final int LONGEST_PAUSE = 8;
  private static final long AFTERMATH_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Engine engine;
  private final Limits limits;

  /** Callers are let in while it is. */
  private volatile boolean open = true;

  private volatile boolean everOpen;
  private volatile boolean closed;
  private volatile String trouble = "";
  private volatile long lostAt;
  private volatile long openedAt;
  private volatile int era;
  private @Nullable Thread reviver;

  /** What can be done to a database that runs within this process. */
  interface Engine {
    /**
     * Returns when it reads and writes.
     *
     * @throws SQLException why it does not
     */
    void probe() throws SQLException;

    /** Ends whatever is left of it; the next call begins it. */
    void restart() throws InterruptedException;

    /** Callers will be let in again, to what is opened from now on. */
    void opening();

    /** Callers are let in again. */
    void opened();

    /** Ends the process, unless a new one could do no better. */
    void giveUp(String reason);
  }

  /**
   * @param grace how long callers wait at most for one that was lost a moment ago
   * @param step how long a single act on the engine may take
   * @param pause between two attempts, doubled up to eight times
   * @param patience after how long the process is better begun anew
   */
  record Limits(Duration grace, Duration step, Duration pause, Duration patience) {
    static final Limits USUAL =
        new Limits(
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofMillis(500),
            Duration.ofSeconds(60));
  }

  Revival(Engine engine, Limits limits) {
    this.engine = engine;
    this.limits = limits;
  }

  /** Answers whether callers may come in, after a moment where it was just lost. */
  boolean awaitOpen() {
    return open || awaitChange();
  }

  private synchronized boolean awaitChange() {
    try {
      while (!open && !closed) {
        long left = lostAt + limits.grace.toNanos() - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return open;
  }

  /** Somebody was given a connection. */
  void works() {
    everOpen = true;
  }

  /** Whether an engine may just have been ended, which interrupts whoever is in it. */
  boolean interrupts() {
    return !open || (era > 0 && System.nanoTime() - openedAt < AFTERMATH_NANOS);
  }

  /** Why it is not open, empty when it is. */
  String trouble() {
    return open ? "" : trouble;
  }

  /** Which opening of it is the present one. */
  int era() {
    return era;
  }

  /** Whether whatever was begun in an era is being ended, or has been. */
  boolean hasEnded(int begun) {
    return !open || begun != era;
  }

  /** Somebody met an error that may have ended it, with what was begun in an era. */
  synchronized void lost(String reason, int begun) {
    if (hasEnded(begun) || closed) {
      return;
    }
    trouble = reason;
    lostAt = System.nanoTime();
    open = false;
    reviver = begin("parley-store-revival", this::revive);
  }

  private static Thread begin(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void revive() {
    long since = System.nanoTime();
    try {
      for (int attempt = 0; !closed && !isAlive(); attempt++) {
        if (everOpen && System.nanoTime() - since > limits.patience.toNanos()) {
          engine.giveUp(trouble);
          since = System.nanoTime();
        }
        Thread.sleep(attempt == 0 ? 0 : limits.pause.toMillis() * pauses(attempt));
        act(this::restart);
      }
      letIn();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // which closing does
    }
  }

  private static int pauses(int attempt) {
    return attempt > LONGEST_PAUSE ? LONGEST_PAUSE : Math.min(LONGEST_PAUSE, 1 << (attempt - 1));
  }

  private boolean isAlive() throws InterruptedException {
    return act(
        () -> {
          engine.probe();
          return true;
        });
  }

  private boolean restart() throws InterruptedException {
    engine.restart();
    return true;
  }

  /** On a thread of its own: an engine that is ended interrupts whoever is in it, or keeps him. */
  private boolean act(Callable<Boolean> step) throws InterruptedException {
    FutureTask<Boolean> task = new FutureTask<>(step);
    begin("parley-store-engine", task);
    try {
      return task.get(limits.step.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      trouble = deepest(e.getCause());
    } catch (TimeoutException e) {
      trouble = "It does not answer within " + limits.step.toSeconds() + " s";
    }
    return false;
  }

  private void letIn() {
    engine.opening();
    synchronized (this) {
      if (closed) {
        return;
      }
      openedAt = System.nanoTime();
      era++;
      open = true;
      notifyAll();
    }
    engine.opened();
  }

  /** The last cause that says anything. */
  static String deepest(@Nullable Throwable failure) {
    String reason = String.valueOf(failure);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      reason = cause.getMessage() == null ? reason : cause.getMessage();
    }
    return reason;
  }

  @Override
  public void close() {
    Thread reviving;
    synchronized (this) {
      closed = true;
      notifyAll();
      reviving = reviver;
    }
    if (reviving != null) {
      reviving.interrupt();
    }
  }
}
