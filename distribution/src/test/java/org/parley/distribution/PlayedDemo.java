// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.parley.testkit.Ports;

/** The demo's dialogue, played on a hub as {@code ./parley run --demo} does. */
final class PlayedDemo {
  private static final int SECONDS = 120;

  private final Path home;
  private final int port;

  /** Lets the hub of this home, before it starts, read the demo's feed. */
  PlayedDemo(Path home) throws IOException {
    this.home = home;
    port = Ports.free();
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        home.resolve("conf/org.parley.web.cfg"), "fetch.allow = 127.0.0.1:" + port + "\n");
  }

  /**
   * Where, on loopback, the hub may read beside the network's open part; free once it is played.
   */
  int port() {
    return port;
  }

  /** Plays it and waits for its end. */
  void play(String url, String key) throws IOException, InterruptedException {
    Path output = Files.createTempFile(home.getParent(), "demo", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("parley.demo"),
                url,
                home.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("PARLEY_API_KEY", key);
    builder.environment().put("PARLEY_DEMO_PORT", Integer.toString(port));
    Process process = builder.start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("The demo did not end:\n" + Files.readString(output));
    }
    if (process.exitValue() != 0) {
      throw new IOException("The demo failed:\n" + Files.readString(output));
    }
  }
}
