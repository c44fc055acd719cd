// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what must come. */
public final class Wait {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final long POLL_MILLIS = 10;

  private Wait() {}

  /**
   * @throws BenchFailed when it does not come
   */
  static void until(String what, BooleanSupplier come) throws InterruptedException {
    if (!come(LIMIT, come)) {
      throw new BenchFailed("Within " + LIMIT.toSeconds() + " s it was not true that " + what);
    }
  }

  /** Answers whether it came within a time. */
  public static boolean come(Duration limit, BooleanSupplier come) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!come.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }
}
