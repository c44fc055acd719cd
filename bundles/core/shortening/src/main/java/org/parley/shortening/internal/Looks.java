// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.api.Busy;

/**
 * Looks for what others have changed. All who ask within a moment share one look, so that slugs
 * that nobody ever made cost the database ten questions a second at the most.
 */
final class Looks {
  private static final Duration MOMENT = Duration.ofMillis(100);

  private final Executor shortly =
      CompletableFuture.delayedExecutor(MOMENT.toMillis(), TimeUnit.MILLISECONDS, Runnable::run);
  private final Supplier<CompletableFuture<Boolean>> look;
  private @Nullable CompletableFuture<Boolean> next;

  /**
   * @param look begins one and tells when it has ended
   */
  Looks(Supplier<CompletableFuture<Boolean>> look) {
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
      shortly.execute(this::begin);
    }
    return waiting;
  }

  private void begin() {
    CompletableFuture<Boolean> waiting;
    synchronized (this) {
      waiting = next;
      next = null;
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
