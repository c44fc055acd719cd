// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.util.List;

/** All that can go wrong here. */
final class Faults {
  private static final int KILLS = 25;
  private static final int ROUNDS = 5;

  private Faults() {}

  static List<Trial> all() {
    return List.of(
        new OneHub(new Kill(), KILLS),
        new OneHub(new FullDisk(), ROUNDS),
        new OneHub(new SlowDisk(), ROUNDS),
        new OneHub(new FailingDisk(), ROUNDS),
        new OneHub(new PowerLoss(), ROUNDS),
        new OneHub(new ClockJump(), ROUNDS),
        new OneHub(new FileHandles(), ROUNDS),
        new OneHub(new LostDatabase.Stopped(), ROUNDS),
        new OneHub(new LostDatabase.Paused(), ROUNDS),
        new OneHub(new Deploy(), ROUNDS),
        new OneHub(new BadConnector(), ROUNDS),
        new OneHub(new PoisonedRecord(), ROUNDS),
        SeveralHubs.onPostgres(),
        SeveralHubs.onKafka(),
        new SyncOrder());
  }
}
