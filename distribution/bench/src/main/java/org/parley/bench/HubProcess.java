// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The packed hub, started as an operator starts it, in a process of its own. */
final class HubProcess implements AutoCloseable {
  private static final String KEY = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");

  /** The header by which the administrator's program calls. */
  static final String AUTHORIZATION = "Bearer " + KEY;

  private static final long STOP_SECONDS = 60;

  private final Path output;
  private final int port;
  private final Process process;
  private final long begun;

  private HubProcess(Lab lab, Path home) throws IOException {
    output = home.resolveSibling(home.getFileName() + ".out");
    port = Ports.free();
    ProcessBuilder builder =
        new ProcessBuilder(
            lab.distribution().resolve("bin/parley").toString(),
            "run",
            "--home",
            home.toString(),
            "--port",
            Integer.toString(port));
    builder.environment().putAll(Lab.java());
    builder
        .environment()
        .putAll(Map.of("PARLEY_API_KEY", KEY, "PARLEY_ADMIN_PASSWORD", UUID.randomUUID() + "Aa1!"));
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    begun = System.nanoTime();
    process = builder.start();
  }

  /** Starts a hub and waits for nothing. */
  static HubProcess start(Lab lab, Path home) throws IOException {
    return new HubProcess(lab, home);
  }

  /** Starts a hub and waits until it says that it is ready. */
  static HubProcess ready(Lab lab, Path home) throws IOException, InterruptedException {
    HubProcess hub = start(lab, home);
    Wait.until("the hub is ready", () -> hub.output().contains("Parley is ready") || hub.ended());
    hub.check();
    return hub;
  }

  /** When the command was given, in nanoseconds. */
  long begun() {
    return begun;
  }

  int port() {
    return port;
  }

  String url(String path) {
    return "http://localhost:" + port + path;
  }

  HubApi api() {
    return new HubApi(url(""));
  }

  /** The command replaces itself by the hub's Java, so its process is the hub's. */
  ProcessMeter meter() {
    return new ProcessMeter(process.pid());
  }

  boolean ended() {
    return !process.isAlive();
  }

  /**
   * @throws BenchFailed with what the hub said, when it has ended
   */
  void check() {
    if (ended()) {
      throw new BenchFailed("The hub has ended:\n" + output());
    }
  }

  private String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the hub as systemd does. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
