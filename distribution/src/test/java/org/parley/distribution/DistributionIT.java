// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.distribution.PackedHub.Answer;

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
  void becomesReadyWithAnEmptyHomeAndAnswers() throws Exception {
    try (PackedHub hub = start("--port", "0")) {
      URI address = URI.create(hub.awaitReady());

      assertThat(
              HttpClient.newHttpClient()
                  .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()))
          .isNotNull();
    }
  }

  @Test
  void startsWithoutWarningsOrErrors() throws Exception {
    try (PackedHub hub = start("--port", "0")) {
      hub.awaitReady();

      assertThat(hub.log()).doesNotContain("WARN", "ERROR");
      assertThat(hub.output()).containsPattern("\\AParley is ready at \\S+\\s*\\z");
    }
  }

  @Test
  void installsEveryFeatureAlsoTheOptionalOnes() throws Exception {
    try (PackedHub hub = start("--port", "0", "--feature", "webconsole")) {
      hub.awaitReady();

      assertThat(hub.output()).doesNotContain("failed");
    }
  }

  @Test
  void endsCleanlyWhenTerminated() throws Exception {
    try (PackedHub hub = start("--port", "0")) {
      hub.awaitReady();
      hub.terminate();

      assertThat(hub.awaitExit()).isIn(0, 143);
      assertThat(hub.log()).doesNotContain("WARN", "ERROR");
    }
  }

  @Test
  void saysThatAPortIsTaken() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        PackedHub hub = start("--port", Integer.toString(taken.getLocalPort()))) {

      assertThat(hub.awaitExit()).isEqualTo(3);
      assertThat(hub.output())
          .startsWith("Port " + taken.getLocalPort() + " on 127.0.0.1 is taken")
          .contains("--port");
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
  void answersStatusWhileItRuns() throws Exception {
    try (PackedHub hub = start("--port", "0")) {
      String url = hub.awaitReady();

      assertThat(hub.ask("status").exitCode()).isZero();
      assertThat(hub.ask("status").text())
          .startsWith("Parley 0.1.0 at " + url)
          .contains(folder.resolve("home").toString(), "Components")
          .doesNotContain("down");
    }
  }

  @Test
  void keepsItsSocketToTheOwner() throws Exception {
    try (PackedHub hub = start("--port", "0")) {
      hub.awaitReady();

      assertThat(Files.getPosixFilePermissions(folder.resolve("home/run/control.sock")))
          .containsExactlyInAnyOrder(
              PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
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
  void saysWhatADeployedBundleMisses() throws Exception {
    try (PackedHub hub = start("--port", "0")) {
      hub.awaitReady();
      DeployedJar.named("lonely")
          .with("Import-Package", "org.example.nowhere;version=\"[1,2)\"")
          .writeTo(folder.resolve("home/deploy"));

      await()
          .until(
              () ->
                  hub.ask("why", "lonely")
                      .text()
                      .contains("Bundle 'lonely' 1.0.0 is not resolved"));
      assertThat(hub.ask("why", "lonely").text()).contains("it misses", "org.example.nowhere");
      assertThat(hub.ask("status").text()).contains("1 down");
    }
  }

  @Test
  void saysWhatADeployedComponentWaitsForAndTakesItsSettingsFromAFile() throws Exception {
    Path settings = folder.resolve("home/conf/org.example.Waiting.cfg");
    try (PackedHub hub = start("--port", "0")) {
      hub.awaitReady();
      DeployedJar.named("waiting")
          .withComponent("org.example.Waiting", "java.lang.Runnable", "org.example.Absent")
          .writeTo(folder.resolve("home/deploy"));
      await()
          .until(
              () ->
                  hub.ask("why", "Runnable")
                      .text()
                      .contains("for settings of org.example.Waiting"));

      Files.writeString(settings, "colour = blue\n");
      await()
          .until(
              () -> hub.ask("why", "Runnable").text().contains("for service org.example.Absent"));
      assertThat(hub.ask("why").text())
          .contains("Component 'org.example.Waiting' of bundle 'waiting' waits");

      Files.delete(folder.resolve("home/deploy/waiting.jar"));
      await().until(() -> !hub.ask("why").text().contains("org.example.Waiting"));
    }
  }

  @Test
  void saysWhoOffersWhatIsThere() throws Exception {
    try (PackedHub hub = start("--port", "0")) {
      hub.awaitReady();

      assertThat(hub.ask("why", "ConfigurationAdmin").text())
          .isEqualTo(
              "Service 'ConfigurationAdmin' is there, from bundle 'org.apache.felix.configadmin'\n");
    }
  }

  @Test
  void listsItsVerbsWhenOneIsUnknown() throws Exception {
    try (PackedHub hub = start("--port", "0")) {
      hub.awaitReady();

      assertThat(hub.ask("sing").exitCode()).isEqualTo(2);
      assertThat(hub.ask("sing").text()).contains("'sing' is unknown", "status:", "why:", "stop:");
    }
  }

  @Test
  void startsInTheBackgroundAndStops() throws Exception {
    PackedHub hub = PackedHub.idle(distribution, folder.resolve("home"), Map.of());

    assertThat(hub.ask("start", "--port", "0").text())
        .startsWith("Parley is ready at http://localhost:");
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
}
