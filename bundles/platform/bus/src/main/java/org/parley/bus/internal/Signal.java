// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Wakes one thread; a call while that is awake is not lost. */
final class Signal {
  private boolean set;

  synchronized void set() {
    set = true;
    notifyAll();
  }

  /** Returns when it was set since the last return, or after a while. */
  synchronized void await(Duration most) throws InterruptedException {
    long until = System.nanoTime() + most.toNanos();
    long left = most.toNanos();
    while (!set && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = until - System.nanoTime();
    }
    set = false;
  }
}
