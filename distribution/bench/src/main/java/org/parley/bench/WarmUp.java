// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;

/** Loads a side as long as that makes it faster: none is measured while much is being compiled. */
final class WarmUp {
  private static final int MOST = 8;
  private static final int QUICK_MOST = 1;
  private static final double FASTER = 1.03;

  private WarmUp() {}

  static void run(Lab lab, Round round) throws IOException, InterruptedException {
    double best = 0;
    int most = lab.quick() ? QUICK_MOST : MOST;
    for (int done = 0; done < most; done++) {
      double found = round.perSecond();
      if (found < best * FASTER) {
        return;
      }
      best = Math.max(best, found);
    }
  }

  /** A stretch of load, and how fast the side was. */
  @FunctionalInterface
  interface Round {
    double perSecond() throws IOException, InterruptedException;
  }
}
