// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testkit.Ports;

/** What the README promises of {@code ./parley run --demo}, on what this build has made. */
class DemoCommandIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  /** The second time its feed is served elsewhere, and its people have signed up already. */
  @Test
  void playsTheDialogueAgainOnTheSameHome() throws Exception {
    assertThat(play()).containsPattern("sandbox-network .* 480\\.00 EUR").doesNotContain("parley:");
    assertThat(play()).containsPattern("sandbox-network .* 960\\.00 EUR").doesNotContain("parley:");
  }

  /** Lets it play to its end, terminates it, and answers what it has printed. */
  private String play() throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "demo", ".out");
    Process process = start(output);
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> isPlayed(Files.readString(output)) || !process.isAlive());
      List<ProcessHandle> hub = process.descendants().toList();
      process.destroy();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isIn(0, 143);
      assertThat(hub).isNotEmpty();
      await().until(() -> hub.stream().noneMatch(ProcessHandle::isAlive));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Files.readString(output);
  }

  private Process start(Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of("..", "parley").toString(),
                "run",
                "--demo",
                "--no-build",
                "--port",
                "0",
                "--home",
                folder.resolve("home").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(Jvm.ofHubs());
    builder.environment().put("PARLEY_DEMO_PORT", Integer.toString(Ports.free()));
    return builder.start();
  }

  private static boolean isPlayed(String output) {
    return output.contains("the report ") || output.contains("did not come to its end");
  }
}
