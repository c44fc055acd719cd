// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of the bus: as many as there is work for, gone again when there is none. */
final class Threads {
  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
  private static final long IDLE_SECONDS = 20;

  private final InstantSource clock;
  private final ExecutorService workers =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          named("bus-reader-"));
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(1, named("bus-timer-"));

  Threads(InstantSource clock) {
    this.clock = clock;
  }

  InstantSource clock() {
    return clock;
  }

  void run(Runnable work) {
    workers.execute(work);
  }

  /** Runs something short after a while. */
  void later(Duration pause, Runnable work) {
    long millis = Math.max(1, pause.plusMillis(1).toMillis());
    timer.schedule(work, millis, TimeUnit.MILLISECONDS);
  }

  void each(Duration period, Runnable work) {
    timer.scheduleWithFixedDelay(
        () -> attempt(work), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The timer would never again run what has failed once. */
  private static void attempt(Runnable work) {
    Throwable failure = Attempt.failure(work);
    if (failure != null) {
      LOG.warn("What the bus does from time to time has failed; it is tried again", failure);
    }
  }

  void close() {
    timer.shutdownNow();
    workers.shutdown();
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
