// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what the hub does behind the bus. */
final class Until {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(150);

  private Until() {}

  /** Asks again and again until there is an answer. */
  static <T> T there(String what, Supplier<Optional<T>> question) {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      Optional<T> answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new DemoFailed("Waited " + PATIENCE.toSeconds() + " seconds for " + what);
  }
}
