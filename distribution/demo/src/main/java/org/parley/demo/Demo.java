// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * {@code java -jar demo.jar URL HOME [--stay]}, with the administrator's key in {@code
 * PARLEY_API_KEY}. With {@code --stay} it serves its feed until it is ended, so that the hub's
 * account of it stays well.
 */
public final class Demo {
  private static final String PORT = "8079";
  private static final String STAY = "--stay";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Demo() {}

  public static void main(String[] arguments) {
    String key = System.getenv("PARLEY_API_KEY");
    boolean stays = arguments.length == 3 && arguments[2].equals(STAY);
    if (arguments.length != 2 && !stays || key == null) {
      System.err.println("Usage: PARLEY_API_KEY=… java -jar demo.jar URL HOME [" + STAY + "]");
      System.exit(2);
      return;
    }
    try {
      play(URI.create(arguments[0]), Path.of(arguments[1]), key, stays);
    } catch (DemoFailed e) {
      System.err.println("The demo did not come to its end: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void play(URI url, Path home, String key, boolean stays) {
    int port = Integer.parseInt(System.getenv().getOrDefault("PARLEY_DEMO_PORT", PORT));
    var part = new Player.Part(url, home, key, port, Optional.empty(), Manners.BRISK, PATIENCE);
    try (var player = new Player(part, System.out)) {
      player.playAnew();
      if (stays) {
        System.out.printf(
            """

            The dialogue has come to its end. The hub goes on at %1$s/console until Ctrl-C.
            './parley password --home %2$s' gives 'admin' a new password; stop and status take that --home.
            """,
            url, home);
        stay();
      }
    }
  }

  private static void stay() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
