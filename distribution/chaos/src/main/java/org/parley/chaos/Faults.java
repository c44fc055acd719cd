// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.util.List;

/** All that can go wrong here. */
final class Faults {
  private static final int KILLS = 25;
  private static final int ROUNDS = 5;

  private Faults() {}

  static List<Fault> all() {
    return List.of(
        new Kill(),
        new FullDisk(),
        new SlowDisk(),
        new FailingDisk(),
        new PowerLoss(),
        new ClockJump(),
        new FileHandles(),
        new LostDatabase.Stopped(),
        new LostDatabase.Paused(),
        new Deploy());
  }

  static int usualRounds(Fault fault) {
    return fault instanceof Kill ? KILLS : ROUNDS;
  }
}
