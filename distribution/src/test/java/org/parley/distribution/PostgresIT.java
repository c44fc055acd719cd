// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testkit.PostgresServer;

/** The packed hub with its data on PostgreSQL. */
class PostgresIT {
  @Test
  void playsTheDialogueAndKeepsItWhenKilled(@TempDir Path folder) throws Exception {
    var demo = new PlayedDemo(onPostgres(folder, "dialogue").resolve("home"));
    String campaigns;
    try (ServedHub hub = new ServedHub(folder, Map.of())) {
      demo.play(hub.address("").toString(), ServedHub.KEY);
      var document = new WholeDocument(hub);
      document.changeEverything(demo.port());
      document.readEverything();
      document.assertWhole();
      campaigns = hub.get("/campaigns").body();
      assertThat(hub.items("/leads")).isNotEmpty();
      hub.assertQuiet();
    }

    Path again = Files.createDirectory(folder.resolve("again"));
    Files.move(folder.resolve("home"), again.resolve("home"));
    try (ServedHub hub = new ServedHub(again, Map.of())) {
      assertThat(hub.get("/campaigns").body()).isEqualTo(campaigns);
      assertThat(hub.items("/bus/parked")).isEmpty();
      assertThat(hub.home().resolve("db")).doesNotExist();
      hub.assertQuiet();
    }
  }

  @Nested
  class Shapes extends FixedShapes {
    Shapes(@TempDir Path folder) throws Exception {
      super(onPostgres(folder, "shapes"), Map.of());
    }
  }

  /** Gives the hub that will have its home in a folder a schema of its own. */
  private static Path onPostgres(Path folder, String schema) throws IOException {
    String settings =
        "url = %s%nuser = postgres%n".formatted(PostgresServer.shared().urlOf(schema));
    Path conf = Files.createDirectories(folder.resolve("home/conf"));
    Files.writeString(conf.resolve("org.parley.store.cfg"), settings);
    return folder;
  }
}
