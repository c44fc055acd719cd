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
import org.parley.chaos.BadConnector;
import org.parley.chaos.ClockJump;
import org.parley.chaos.Experiment;
import org.parley.chaos.Fault;
import org.parley.chaos.Findings;
import org.parley.chaos.FullDisk;
import org.parley.chaos.Outcome;
import org.parley.chaos.Plan;
import org.parley.chaos.PoisonedRecord;
import org.parley.chaos.Struck;
import org.parley.chaos.Victim;
import org.parley.testkit.Ports;

/** The quick ones of {@code ./parley chaos}, one after the other on one hub under traffic. */
class ChaosIT {
  private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void bearsFaultsAndLosesAndDoublesNothing() throws Exception {
    List<Fault> faults =
        List.<Fault>of(new FullDisk(), new ClockJump(), new BadConnector(), new PoisonedRecord())
            .stream()
            .filter(fault -> fault.obstacle().isEmpty())
            .toList();
    System.out.printf("-Dparley.seed=%d, in %s%n", SEED, folder);
    Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
    var hub =
        new Victim(
            PackedHub.unpackForAShortLife(unpacked),
            folder.resolve("home"),
            Ports.free(),
            Jvm.ofHubs());

    Outcome outcome = new Experiment(faults, new Plan(1, Duration.ZERO, SEED), System.out).on(hub);

    System.out.println(outcome.rows() + outcome.summary());
    assertThat(outcome.struck()).extracting(Struck::rounds).containsOnly(1);
    assertThat(outcome.findings()).matches(Findings::isClean, "is clean");
  }
}
