// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Runs what readers do and catches whatever comes of it: a reader's stack overflow or missing class
 * is that record's failure and must not take the bus along.
 */
final class Attempt {
  private Attempt() {}

  /** What the work failed with; null when it did not. */
  static @Nullable Throwable failure(Runnable work) {
    return CompletableFuture.runAsync(work, Runnable::run)
        .handle((done, failure) -> failure == null ? null : unwrap(failure))
        .join();
  }

  /** The stage that the work gives, or one that has failed as the work did. */
  static CompletionStage<Void> stage(Callable<CompletionStage<Void>> work) {
    return CompletableFuture.supplyAsync(() -> call(work), Runnable::run)
        .thenCompose(stage -> stage);
  }

  private static CompletionStage<Void> call(Callable<CompletionStage<Void>> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  /** What a stage failed with. */
  static Throwable unwrap(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
