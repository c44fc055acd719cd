// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Runs work and catches whatever comes of it: a connector's stack overflow or missing class is its
 * own failure and must not take along what the hub keeps around it.
 */
final class Caught {
  private Caught() {}

  /** What the work failed with. */
  static Optional<Throwable> by(Runnable work) {
    return CompletableFuture.runAsync(work, Runnable::run)
        .handle((done, failure) -> Optional.ofNullable(failure).map(Caught::unwrap))
        .join();
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
