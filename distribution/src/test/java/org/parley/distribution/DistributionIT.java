// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.distribution.PackedHub.Answer;

/** How the packed hub starts and ends; each test has a hub and a home of its own. */
class DistributionIT {
  @TempDir static Path unpacked;
  private static Path distribution = Path.of("");

  @TempDir Path folder;

  @BeforeAll
  static void unpack() {
    distribution = PackedHub.unpack(unpacked);
  }

  private PackedHub start(String... options) {
    return new PackedHub(distribution, folder.resolve("home"), Map.of(), options);
  }

  @Test
  void installsEveryFeatureAlsoTheOptionalOnes() throws Exception {
    try (PackedHub hub = start("--port", "0", "--feature", "webconsole", "--feature", "kafka")) {
      hub.awaitReady();

      assertThat(hub.output()).doesNotContain("failed");
    }
  }

  @Test
  void startsAndEndsWithoutANoiseWhenTerminated() throws Exception {
    try (PackedHub hub = start("--port", "0")) {
      hub.awaitReady();
      hub.terminate();

      assertThat(hub.awaitExit()).isIn(0, 143);
      assertThat(hub.output())
          .containsPattern(
              "\\ASign in as 'admin' with password '\\S+' \\(shown this once\\)\\s+Parley is ready at \\S+\\s*\\z");
      assertThat(hub.log()).doesNotContain("WARN", "ERROR");
    }
  }

  @Test
  void saysThatAPortIsTaken() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        PackedHub hub = start("--port", Integer.toString(taken.getLocalPort()))) {

      assertThat(hub.awaitExit()).isEqualTo(7);
      assertThat(hub.output())
          .startsWith("Port " + taken.getLocalPort() + " on 127.0.0.1 is taken")
          .contains("--port");
    }
  }

  /** A Java process that is out of memory leaves with 3. */
  @Test
  void isBegunAnewBySystemdWhenItIsOutOfMemory() throws IOException {
    assertThat(Files.readString(distribution.resolve("systemd/parley.service")))
        .contains("Restart=on-failure", "RestartPreventExitStatus=2 4 7\n");
  }

  @Test
  void keepsItsDataToItsOwnerInAHomeThatOthersMayEnter() throws Exception {
    Path home = folder.resolve("home");
    Files.createDirectory(
        home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    try (PackedHub hub = start("--port", "0");
        Stream<Path> kept = Files.walk(home)) {
      hub.awaitReady();

      assertThat(kept.filter(each -> !each.equals(home)))
          .isNotEmpty()
          .allSatisfy(
              each ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                      .as(each.toString())
                      .endsWith("------"));
    }
  }

  @Test
  void refusesASecondHubOnTheSameHome() throws InterruptedException {
    try (PackedHub first = start("--port", "0")) {
      first.awaitReady();
      try (PackedHub second = start("--port", "0")) {
        assertThat(second.awaitExit()).isEqualTo(4);
        assertThat(second.output()).startsWith("A hub runs already with home");
      }
    }
  }

  @Test
  void stopsWhenAskedTo() throws Exception {
    try (PackedHub hub = start("--port", "0")) {
      hub.awaitReady();

      assertThat(hub.ask("stop")).isEqualTo(new Answer(0, "Parley stops\nParley has stopped\n"));
      assertThat(hub.awaitExit()).isZero();
      assertThat(hub.ask("status").exitCode()).isEqualTo(5);
      assertThat(hub.ask("status").text()).startsWith("No hub runs with home");
    }
  }

  @Test
  void startsInTheBackgroundAndStops() throws Exception {
    PackedHub hub = PackedHub.idle(distribution, folder.resolve("home"), Map.of());

    assertThat(hub.ask("start", "--port", "0").text())
        .contains("Sign in as 'admin' with password", "Parley is ready at http://localhost:");
    assertThat(folder.resolve("home/run/start.out")).doesNotExist();
    assertThat(hub.ask("start", "--port", "0").exitCode()).isEqualTo(4);
    assertThat(hub.ask("stop").exitCode()).isZero();
    assertThat(hub.ask("status").exitCode()).isEqualTo(5);
  }

  @Test
  void leavesItsBundlesAloneOnTheNextStart() throws Exception {
    Path installed = folder.resolve("home/cache/parley.bundles");
    try (PackedHub hub = start("--port", "0")) {
      hub.awaitReady();
      hub.ask("stop");
    }
    FileTime written = Files.getLastModifiedTime(installed);

    try (PackedHub hub = start("--port", "0")) {
      hub.awaitReady();

      assertThat(Files.getLastModifiedTime(installed)).isEqualTo(written);
      assertThat(hub.log()).doesNotContain("WARN", "ERROR");
    }
  }

  @Test
  void comesBackAfterItWasKilled() throws Exception {
    try (PackedHub hub = start("--port", "0")) {
      hub.awaitReady();
    }

    try (PackedHub hub = start("--port", "0")) {
      hub.awaitReady();

      assertThat(hub.ask("status").exitCode()).isZero();
    }
  }

  @Test
  void writesItsLogAsJsonWhenAskedTo() throws Exception {
    Map<String, String> environment = Map.of("PARLEY_LOG_FORMAT", "json");
    try (PackedHub hub =
        new PackedHub(distribution, folder.resolve("home"), environment, "--port", "0")) {
      hub.awaitReady();

      assertThat(folder.resolve("home/log/parley.jsonl")).exists();
      assertThat(folder.resolve("home/log/parley.log")).doesNotExist();
    }
  }

  @Test
  void takesABackupWhileItRunsAndRestoresItWhileItDoesNot() throws Exception {
    Path backup = folder.resolve("backup");
    try (PackedHub hub = start("--port", "0")) {
      hub.awaitReady();
      await().until(() -> hub.ask("backup", backup.toString()).exitCode() == 0);
      assertThat(hub.ask("restore", backup.toString()))
          .satisfies(
              answer -> {
                assertThat(answer.exitCode()).isEqualTo(1);
                assertThat(answer.text()).contains("stop it first");
              });
      hub.ask("stop");

      assertThat(hub.ask("restore", backup.toString()).exitCode()).isZero();
      assertThat(folder.resolve("home/db/parley-restored")).exists();
    }
  }
}
