// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.parley.chaos.Findings;
import org.parley.chaos.Outcome;
import org.parley.chaos.Plan;
import org.parley.chaos.SeveralHubs;

/** {@code ./parley chaos several-hubs-kafka}, each of its faults once. */
@Tag("alone")
class SeveralHubsIT {
  private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void losesAndDoublesNothingWhicheverIsGone() throws Exception {
    var hubs = SeveralHubs.onKafka();
    assumeTrue(hubs.obstacle().isEmpty(), () -> hubs.obstacle().orElseThrow());
    System.out.printf("-Dparley.seed=%d, in %s%n", SEED, folder);
    Path unpacked =
        PackedHub.unpackForAShortLife(Files.createDirectory(folder.resolve("unpacked")));
    var plan = new Plan(hubs.usualRounds(), Duration.ZERO, SEED);

    Outcome outcome = hubs.carryOut(unpacked, folder, plan);

    System.out.println(outcome.rows() + outcome.summary());
    assertThat(outcome.struck()).hasSize(hubs.usualRounds());
    assertThat(outcome.findings()).matches(Findings::isClean, "is clean");
    assertThat(outcome.findings().compared()).isPositive();
  }
}
