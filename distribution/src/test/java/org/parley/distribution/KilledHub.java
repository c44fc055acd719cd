// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hub that is killed again and again, and started again with the same home and port. */
final class KilledHub implements AutoCloseable {
  private final Path distribution;
  private final Path home;
  private final Map<String, String> environment;
  private final int port;
  private @Nullable PackedHub running;

  KilledHub(Path distribution, Path home, Map<String, String> environment, int port) {
    this.distribution = distribution;
    this.home = home;
    this.environment = environment;
    this.port = port;
  }

  /** Starts it without waiting for anything. */
  void start() {
    running = new PackedHub(distribution, home, environment, "--port", Integer.toString(port));
  }

  void awaitReady() {
    running().awaitReady();
  }

  /** {@code kill -9}. */
  @Override
  public void close() {
    running().close();
  }

  String output() {
    return running().output();
  }

  private PackedHub running() {
    PackedHub hub = running;
    if (hub == null) {
      throw new IllegalStateException("The hub was never started");
    }
    return hub;
  }
}
