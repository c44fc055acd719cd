// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.parley.api.Busy;

/** The few threads that wait for the database so that no visitor's thread has to. */
@Component(service = Loads.class)
public final class Loads {
  private static final int THREADS = 4;
  private static final int WAITING = 1_000;

  private final ExecutorService threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          work -> {
            Thread thread = new Thread(work, "parley-shortening-load");
            thread.setDaemon(true);
            return thread;
          });

  /** What waits is still done, so that nobody is left without an answer. */
  @Deactivate
  void close() {
    threads.shutdown();
  }

  /**
   * @return completes with {@link Busy} when too many wait already
   */
  <T> CompletableFuture<T> start(Supplier<T> load) {
    try {
      return CompletableFuture.supplyAsync(load, threads);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(
          new Busy("Too many short links are looked up at once", Duration.ofSeconds(1)));
    }
  }
}
