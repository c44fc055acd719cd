// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what must come. */
final class Wait {
  private static final long POLL_MILLIS = 50;

  private Wait() {}

  /** Answers whether it came within a time. */
  static boolean come(Duration limit, BooleanSupplier come) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!come.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }
}
