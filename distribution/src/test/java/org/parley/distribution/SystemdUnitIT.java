// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit of the archive, as systemd reads it. */
class SystemdUnitIT {
  @Test
  void isUnderstoodBySystemd(@TempDir Path folder) throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "systemd-analyze"))),
        "systemd-analyze is not installed");
    Path distribution = PackedHub.unpack(Files.createDirectory(folder.resolve("unpacked")));
    Path unit = folder.resolve("parley.service");
    Files.writeString(
        unit,
        Files.readString(distribution.resolve("systemd/parley.service"))
            .replace("/opt/parley/", distribution + "/"));
    Path output = folder.resolve("output");

    int exitCode =
        new ProcessBuilder("systemd-analyze", "verify", "--man=no", unit.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();

    assertThat(Files.readString(output)).doesNotContain("parley.service");
    assertThat(exitCode).isZero();
  }
}
