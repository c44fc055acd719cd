// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Waits for what the hub does behind the bus.
 *
 * @param patience how long at most
 */
record Until(Duration patience) {
  private static final Duration PAUSE = Duration.ofMillis(150);

  /** Asks again and again until there is an answer. */
  <T> T there(String what, Supplier<Optional<T>> question) {
    Instant end = Instant.now().plus(patience);
    while (Instant.now().isBefore(end)) {
      Optional<T> answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw new DemoFailed("The demo was interrupted while it waited for " + what);
      }
    }
    throw new DemoFailed("Waited " + patience.toSeconds() + " seconds for " + what);
  }
}
