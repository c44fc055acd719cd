// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One look at all accounts of a connector, on one thread. Once something of it was given up, the
 * rest is waited for shortly: else many that hang would be waited for one after the other.
 */
final class Look {
  private volatile @Nullable Thread by;
  private volatile boolean late;

  /** One at a time. */
  void during(Runnable work) {
    late = false;
    by = Thread.currentThread();
    try {
      work.run();
    } finally {
      by = null;
    }
  }

  /** How long the caller may wait for something. */
  Duration most(Leash.Reach reach) {
    boolean hurried = late && by == Thread.currentThread();
    return hurried && reach.patience().compareTo(reach.longest()) < 0
        ? reach.patience()
        : reach.longest();
  }

  /** The caller has given something up. */
  void gaveUp() {
    if (by == Thread.currentThread()) {
      late = true;
    }
  }
}
