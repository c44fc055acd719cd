// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever lags or is broken, the bus needs no more memory, and the others go on. */
class LaggingGroupsTest {
  private static final String ALL = " " + LaggingHub.ALL + " 0";
  private static final String ALL_RARE = " " + LaggingHub.ALL / LaggingHub.RARE + " 0";

  /** By which the others may be, for the processors are shared. */
  private static final int SLOWER = 4;

  @TempDir private Path folder;

  /** A heap in which neither what lags would fit, nor what is written faster than it is stored. */
  @Test
  void livesInASmallHeapAndHandsOutEverythingOnce() throws Exception {
    Path said = folder.resolve("said.txt");
    Path complained = folder.resolve("complained.txt");
    Process hub =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dderby.storage.pageCacheSize=250",
                "-cp",
                System.getProperty("java.class.path"),
                LaggingHub.class.getName(),
                folder.resolve("db").toString())
            .redirectOutput(said.toFile())
            .redirectError(complained.toFile())
            .start();
    try {
      assertThat(hub.waitFor(2, TimeUnit.MINUTES)).as("It came to an end").isTrue();
    } finally {
      hub.destroyForcibly();
    }
    assertThat(hub.exitValue()).as(() -> text(complained)).isZero();
    List<String> lines = Files.readAllLines(said);
    int back = lines.indexOf("BACK");
    assertThat(lines).first().asString().matches(LaggingGroupsTest::isHardlySlower);

    assertThat(lines.subList(0, back))
        .contains("batches" + ALL, "lanes" + ALL, "absent 0 0", "absent-files 0 0", "stuck 0 0")
        .doesNotContain("refused 0 0", "slow" + ALL, "failing" + ALL_RARE);
    assertThat(lines.subList(back + 1, lines.size()))
        .containsExactlyInAnyOrder(
            "batches" + ALL,
            "lanes" + ALL,
            "absent" + ALL,
            "absent-files " + LaggingHub.LARGE + " 0",
            "slow" + ALL,
            "stuck" + ALL_RARE,
            "failing" + ALL_RARE);
  }

  /** What lags needs seven times as long; beside that, how busy this machine is matters little. */
  private static boolean isHardlySlower(String pace) {
    String[] millis = pace.split(" ");
    return Long.parseLong(millis[2]) < SLOWER * Long.parseLong(millis[1]);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "It said nothing: " + e;
    }
  }
}
