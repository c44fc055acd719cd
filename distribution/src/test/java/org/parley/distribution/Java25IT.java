// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same archive on the newest long-lived Java, where the machine has one. */
class Java25IT {
  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  @TempDir Path folder;

  @Test
  void startsAnswersAndStops() throws Exception {
    Optional<Path> java = java25();
    assumeTrue(java.isPresent(), "There is no JDK 25: set JAVA25_HOME");
    Path distribution = PackedHub.unpack(Files.createDirectory(folder.resolve("unpacked")));
    Map<String, String> environment = Map.of("JAVA_HOME", java.orElseThrow().toString());

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

  private static Optional<Path> java25() throws IOException {
    String named = System.getenv("JAVA25_HOME");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    if (Files.notExists(INSTALLED)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(INSTALLED, "*25*")) {
      for (Path each : found) {
        if (Files.isExecutable(each.resolve("bin/java"))) {
          return Optional.of(each);
        }
      }
    }
    return Optional.empty();
  }
}
