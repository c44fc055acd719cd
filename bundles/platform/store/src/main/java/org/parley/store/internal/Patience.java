// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.parley.api.Busy;

/** How long one unit of work is run again: growing pauses with jitter until its time is up. */
final class Patience {
  private static final int MOST_ATTEMPTS = 10;
  private static final int LONGEST_PAUSE = 500;

  private final long until;
  private int attempts;

  Patience(Duration most) {
    this.until = System.nanoTime() + most.toNanos();
  }

  /** Returns when it is time for another attempt. */
  void pause(RunAgain failed) {
    attempts++;
    if (attempts >= MOST_ATTEMPTS || System.nanoTime() - until >= 0) {
      Busy busy = new Busy(failed.getMessage() + ", at attempt " + attempts, Duration.ofSeconds(1));
      busy.addSuppressed(failed.reason());
      throw busy;
    }
    try {
      Thread.sleep(1 + ThreadLocalRandom.current().nextInt(Math.min(LONGEST_PAUSE, 8 << attempts)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed.reason();
    }
  }
}
