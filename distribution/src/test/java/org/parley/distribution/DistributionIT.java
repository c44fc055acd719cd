// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** How the packed hub starts and ends. */
class DistributionIT {
  @TempDir static Path unpacked;
  private static Path distribution = Path.of("");

  private final Path folder;

  DistributionIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void unpack() {
    distribution = PackedHub.unpack(unpacked);
  }

  private PackedHub start(String... options) {
    return start(Map.of(), options);
  }

  private PackedHub start(Map<String, String> environment, String... options) {
    return new PackedHub(distribution, folder.resolve("home"), environment, options);
  }

  @Test
  void installsEveryFeatureAlsoTheOptionalOnesAndWritesItsLogAsJson() throws Exception {
    Map<String, String> json = Map.of("PARLEY_LOG_FORMAT", "json");
    try (PackedHub hub =
        start(json, "--port", "0", "--feature", "webconsole", "--feature", "kafka")) {
      hub.awaitReady();

      assertThat(hub.output()).doesNotContain("failed");
      assertThat(folder.resolve("home/log/parley.jsonl")).exists();
      assertThat(folder.resolve("home/log/parley.log")).doesNotExist();
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
  void startsInTheBackgroundAndStops() throws Exception {
    PackedHub hub = PackedHub.idle(distribution, folder.resolve("home"), Map.of());

    assertThat(hub.ask("start", "--port", "0").text())
        .contains("Sign in as 'admin' with password", "Parley is ready at http://localhost:");
    assertThat(folder.resolve("home/run/start.out")).doesNotExist();
    assertThat(hub.ask("start", "--port", "0").exitCode()).isEqualTo(4);
    assertThat(hub.ask("stop").exitCode()).isZero();
    assertThat(hub.ask("status").exitCode()).isEqualTo(5);
  }

  /** One home, and the three lives that its hub has there, one after the other. */
  @Nested
  @TestInstance(Lifecycle.PER_CLASS)
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  class Lives {
    private final Path home = folder.resolve("home");
    private final Path installed = home.resolve("cache/parley.bundles");
    private PackedHub hub;

    Lives() throws IOException {
      Files.createDirectory(
          home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
      hub = start("--port", "0");
    }

    @AfterAll
    void end() {
      hub.close();
    }

    @Test
    @Order(1)
    void keepsItsDataToItsOwnerInAHomeThatOthersMayEnter() throws Exception {
      hub.awaitReady();

      try (Stream<Path> kept = Files.walk(home)) {
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
    @Order(2)
    void refusesASecondHubOnTheSameHome() throws InterruptedException {
      try (PackedHub second = start("--port", "0")) {
        assertThat(second.awaitExit()).isEqualTo(4);
        assertThat(second.output()).startsWith("A hub runs already with home");
      }
    }

    @Test
    @Order(3)
    void endsWithoutANoiseWhenTerminated() throws Exception {
      hub.terminate();

      assertThat(hub.awaitExit()).isIn(0, 143);
      assertThat(hub.output())
          .containsPattern(
              "\\ASign in as 'admin' with password '\\S+' \\(shown this once\\)\\s+Parley is ready"
                  + " at \\S+\\s*\\z");
      assertThat(hub.log()).doesNotContain("WARN", "ERROR");
    }

    @Test
    @Order(4)
    void leavesItsBundlesAloneOnTheNextStart() throws Exception {
      FileTime written = Files.getLastModifiedTime(installed);

      hub = start("--port", "0");
      hub.awaitReady();

      assertThat(Files.getLastModifiedTime(installed)).isEqualTo(written);
      assertThat(hub.log()).doesNotContain("WARN", "ERROR");
    }

    @Test
    @Order(5)
    void comesBackAfterItWasKilled() throws Exception {
      hub.close();

      hub = start("--port", "0");
      hub.awaitReady();

      assertThat(hub.ask("status").exitCode()).isZero();
    }

    @Test
    @Order(6)
    void stopsWhenAskedTo() throws Exception {
      assertThat(hub.ask("stop")).isEqualTo(new Answer(0, "Parley stops\nParley has stopped\n"));
      assertThat(hub.awaitExit()).isZero();
      assertThat(hub.ask("status").exitCode()).isEqualTo(5);
      assertThat(hub.ask("status").text()).startsWith("No hub runs with home");
    }
  }
}
