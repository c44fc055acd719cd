// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same archive on the newest long-lived Java, where the machine has one. */
class Java25IT {
  @TempDir Path folder;

  @Test
  void startsAnswersAndStops() throws Exception {
    var environment = Jvm.java25();
    Path distribution = PackedHub.unpack(Files.createDirectory(folder.resolve("unpacked")));

    try (PackedHub hub =
        new PackedHub(distribution, folder.resolve("home"), environment, "--port", "0")) {
      hub.awaitReady();

      assertThat(hub.ask("status").text()).contains("Java 25");
      assertThat(hub.log()).doesNotContain("WARN", "ERROR");
      assertThat(hub.output()).doesNotContainIgnoringCase("warning");
      assertThat(hub.ask("stop").exitCode()).isZero();
      assertThat(hub.awaitExit()).isZero();
    }
  }

  @Nested
  class Shapes extends FixedShapes {
    Shapes(@TempDir Path folder) throws Exception {
      super(folder, Jvm.java25());
    }
  }

  @Nested
  class Refusals extends BadInputs {
    Refusals(@TempDir Path folder) throws Exception {
      super(folder, Jvm.java25());
    }
  }
}
