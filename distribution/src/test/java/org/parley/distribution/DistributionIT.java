// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
