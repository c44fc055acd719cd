// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** {@code java -jar demo.jar URL HOME}, with the administrator's key in {@code PARLEY_API_KEY}. */
public final class Demo {
  private static final String PORT = "8079";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Demo() {}

  public static void main(String[] arguments) {
    String key = System.getenv("PARLEY_API_KEY");
    if (arguments.length != 2 || key == null) {
      System.err.println("Usage: PARLEY_API_KEY=… java -jar demo.jar URL HOME");
      System.exit(2);
      return;
    }
    try {
      play(URI.create(arguments[0]), Path.of(arguments[1]), key);
    } catch (DemoFailed e) {
      System.err.println("The demo stopped: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void play(URI url, Path home, String key) {
    int port = Integer.parseInt(System.getenv().getOrDefault("PARLEY_DEMO_PORT", PORT));
    var part = new Player.Part(url, home, key, port, Optional.empty(), Manners.BRISK, PATIENCE);
    try (var player = new Player(part, System.out)) {
      player.playAnew();
    }
  }
}
