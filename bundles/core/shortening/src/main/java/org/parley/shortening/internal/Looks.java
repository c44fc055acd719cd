// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.api.Busy;

/**
 * Looks for what others have changed. All who ask within a moment share one look, and looks begin a
 * while apart, so that slugs that nobody ever made cost the database ten questions a second at the
 * most, and links that are edited without end elsewhere two.
 */
final class Looks {
  private static final Duration MOMENT = Duration.ofMillis(100);

  private final Duration apart;
  private final Supplier<CompletableFuture<Boolean>> look;
  private @Nullable CompletableFuture<Boolean> next;
  private long earliest = System.nanoTime();

  /**
   * @param look begins one and tells when it has ended
   */
  Looks(Supplier<CompletableFuture<Boolean>> look) {
    this(MOMENT, look);
  }

  /**
   * @param apart between the beginnings of two
   */
  Looks(Duration apart, Supplier<CompletableFuture<Boolean>> look) {
    this.apart = apart;
    this.look = look;
  }

  /**
   * A look that has not begun yet.
   *
   * @return completes with {@link Busy} when it cannot be had
   */
  synchronized CompletableFuture<Boolean> next() {
    CompletableFuture<Boolean> waiting = next;
    if (waiting == null) {
      waiting = new CompletableFuture<>();
      next = waiting;
      long rest = Math.max(MOMENT.toNanos(), earliest - System.nanoTime());
      CompletableFuture.delayedExecutor(rest, TimeUnit.NANOSECONDS, Runnable::run)
          .execute(this::begin);
    }
    return waiting;
  }

  private void begin() {
    CompletableFuture<Boolean> waiting;
    synchronized (this) {
      waiting = next;
      next = null;
      earliest = System.nanoTime() + apart.toNanos();
    }
    if (waiting != null) {
      CompletableFuture<Boolean> answered = waiting;
      look.get().whenComplete((done, failure) -> end(answered, failure));
    }
  }

  private static void end(CompletableFuture<Boolean> waiting, @Nullable Throwable failure) {
    if (failure == null) {
      waiting.complete(true);
    } else {
      waiting.completeExceptionally(
          failure instanceof Busy busy
              ? busy
              : new Busy("Short links cannot be looked up for the moment", Duration.ofSeconds(1)));
    }
  }
}
