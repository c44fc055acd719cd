// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a hub takes its classes from: nothing, the archive that it made, nothing again. */
@EnabledOnOs(OS.LINUX)
class ClassArchiveIT {
  private static final Duration SOON = Duration.ofMinutes(3);

  private final Path distribution;
  private final Path home;

  ClassArchiveIT(@TempDir Path folder) throws IOException {
    distribution = PackedHub.unpack(Files.createDirectory(folder.resolve("unpacked")));
    home = folder.resolve("home");
    Path flags = distribution.resolve("conf/jvm.options");
    Files.writeString(
        flags,
        Files.readString(flags).replace("classes.after=60", "classes.after=0")
            + "-XX:TieredStopAtLevel=1\n");
  }

  @Test
  void takesClassesFromTheArchiveThatTheFirstStartMadeUntilTheLibrariesAreOthers()
      throws Exception {
    try (PackedHub first = start()) {
      first.awaitReady();
      assertThat(usesArchive(first)).isFalse();
      await().atMost(SOON).until(() -> Files.exists(home.resolve("cache/classes.key")));
      first.terminate();
      first.awaitExit();
    }
    try (PackedHub next = start()) {
      next.awaitReady();
      assertThat(usesArchive(next)).isTrue();
      assertThat(next.output()).doesNotContain("warning", "[cds");
      next.terminate();
      next.awaitExit();
    }
    Files.writeString(distribution.resolve("lib/checksum"), "of others");
    try (PackedHub changed = start()) {
      changed.awaitReady();
      assertThat(usesArchive(changed)).isFalse();
    }
  }

  private PackedHub start() {
    return new PackedHub(distribution, home, Map.of(), "--port", "0");
  }

  private static boolean usesArchive(PackedHub hub) throws IOException {
    return Files.readString(Path.of("/proc/" + hub.pid() + "/maps")).contains("cache/classes.jsa");
  }
}
