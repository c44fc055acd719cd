// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.parley.chaos.Experiment;
import org.parley.chaos.Findings;
import org.parley.chaos.Kill;
import org.parley.chaos.Outcome;
import org.parley.chaos.Plan;
import org.parley.chaos.Victim;
import org.parley.testkit.Ports;

/**
 * Kills the hub at random moments while the demo's dialogue and other requests run on it, and then
 * holds everything against what was acknowledged. {@code -Dparley.kills} says how often, {@code
 * -Dparley.seed} repeats the moments of an earlier run.
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("parley.kills", 25);
  private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void losesAndDoublesNothingHoweverOftenItIsKilled() throws Exception {
    Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
    Path home = folder.resolve("home");
    System.out.printf("%d kills with -Dparley.seed=%d, home %s%n", KILLS, SEED, home);
    var hub = new Victim(PackedHub.unpackForAShortLife(unpacked), home, Ports.free(), Jvm.ofHubs());
    var plan = new Plan(KILLS, Duration.ZERO, SEED);

    Outcome outcome = new Experiment(List.of(new Kill()), plan, System.out).on(hub);

    System.out.println(outcome.summary());
    System.out.println(outcome.struck().get(0).phases());
    assertThat(outcome.findings()).matches(Findings::isClean, "is clean");
    assertThat(outcome.findings().compared()).isGreaterThan(KILLS);
  }
}
