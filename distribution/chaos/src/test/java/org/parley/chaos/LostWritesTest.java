// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostWritesTest {
  private final DiskLayer layer = new DiskLayer();

  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void letItRun() throws Exception {
    assumeTrue(DiskLayer.obstacle().isEmpty(), () -> DiskLayer.obstacle().orElseThrow());
    home = Files.createDirectory(folder.resolve("home"));
    Files.writeString(home.resolve("old"), "before");
    Files.writeString(home.resolve("deleted"), "still there");
    Files.writeString(home.resolve("named"), "as ever");
    Map<String, String> environment = new HashMap<>();
    layer.install(home, environment);
    layer.tell(DiskLayer.Order.JOURNAL, 1);
    run(environment);
  }

  private void run(Map<String, String> environment) throws IOException, InterruptedException {
    ProcessBuilder program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LosingProgram.class.getName(),
                home.toString())
            .inheritIO();
    program.environment().putAll(environment);
    assertThat(program.start().waitFor()).isZero();
    assertThat(home.resolve("old")).hasContent("forLOST, and longer");
    assertThat(home.resolve("renamed")).exists();
  }

  @Test
  void takesBackWhatWasNotSynced() throws IOException {
    assertThat(new LostWrites(layer, home).takeBack()).isPositive();

    assertThat(home.resolve("old")).hasContent("forced");
    assertThat(home.resolve("new")).doesNotExist();
    assertThat(home.resolve("deleted")).hasContent("still there");
    assertThat(home.resolve("named")).hasContent("as ever");
    assertThat(home.resolve("renamed")).doesNotExist();
  }

  @Test
  void leavesWhatASynchronousWriteHasPutOverIt() throws IOException {
    new LostWrites(layer, home).takeBack();

    assertThat(Files.readAllBytes(home.resolve("log")))
        .isEqualTo(new byte[] {0, 0, 0, 0, 'S', 'Y', 'N', 'C'});
  }

  @Test
  void losesNothingTwice() throws IOException {
    new LostWrites(layer, home).takeBack();

    assertThat(new LostWrites(layer, home).takeBack()).isZero();
  }
}
