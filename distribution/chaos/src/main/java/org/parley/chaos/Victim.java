// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.demo.Manners;
import org.parley.demo.Witness;

/**
 * The packed hub that is struck: a process with one home and one port however often it is started.
 * When it ends unasked it is started again, as systemd would.
 */
public final class Victim implements AutoCloseable {
  private static final long RESTART_SECONDS = 5;
  private static final long LOOK_MILLIS = 100;
  private static final long STOP_SECONDS = 90;

  private Path distribution;
  private final Path home;
  private final int port;
  private final Map<String, String> environment;
  private final List<String> fetched = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();
  private final Path output;
  private @Nullable Process process;
  private boolean watched;

  /**
   * @param distribution an unpacked archive
   * @param home need not be there yet
   * @param environment of the process, beside its Java
   */
  public Victim(Path distribution, Path home, int port, Map<String, String> environment) {
    this.distribution = distribution;
    this.home = home;
    this.port = port;
    this.environment = new HashMap<>(environment);
    this.output = home.resolveSibling(home.getFileName() + ".out");
  }

  public Path home() {
    return home;
  }

  Path distribution() {
    return distribution;
  }

  /** In place of the one that others use too. */
  void distribution(Path own) {
    distribution = own;
  }

  URI url() {
    return URI.create("http://localhost:" + port);
  }

  /** The way in for programs. */
  HubProgram program(Duration patience) {
    return new HubProgram(url(), new Manners(patience, Witness.NOBODY), Load.KEY);
  }

  /** Of the next start. */
  void environment(String name, String value) {
    environment.put(name, value);
  }

  /** Writes a file of settings before the first start. */
  void settings(String pid, String content) throws IOException {
    Path conf = Files.createDirectories(home.resolve("conf"));
    Files.writeString(conf.resolve(pid + ".cfg"), content);
  }

  /** Adds a line to a file of settings before the first start. */
  void setting(String pid, String line) throws IOException {
    Path conf = Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        conf.resolve(pid + ".cfg"),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Lets it fetch from a port of this machine, beside those that it may fetch from already. */
  void mayFetch(int port) throws IOException {
    fetched.add("127.0.0.1:" + port);
    settings("org.parley.web", "fetch.allow = " + String.join(", ", fetched) + "\n");
  }

  /** How many threads it has. */
  int threads() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
        .filter(line -> line.startsWith("Threads:"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
        .sum();
  }

  /** Starts it without waiting for anything. */
  synchronized void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            distribution.resolve("bin/parley").toString(),
            "run",
            "--home",
            home.toString(),
            "--port",
            Integer.toString(port));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    process = builder.start();
    if (!watched) {
      watched = true;
      var watch = new Thread(this::watch, "supervisor");
      watch.setDaemon(true);
      watch.start();
    }
  }

  /** {@code kill -9}. */
  public synchronized void kill() {
    Process running = running();
    process = null; // which tells the supervisor that it was asked to end
    running.destroyForcibly().onExit().join();
  }

  /** Ends it as systemd does. */
  synchronized void stop() throws InterruptedException {
    Process running = running();
    process = null;
    running.destroy();
    if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      running.destroyForcibly().onExit().join();
    }
  }

  /** The command replaces itself by the hub's Java, so its process is the hub's. */
  synchronized long pid() {
    return running().pid();
  }

  /** Sends a signal such as {@code STOP}. */
  synchronized void signal(String name) throws IOException, InterruptedException {
    Signals.send(name, List.of(running().toHandle()));
  }

  private Process running() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("The hub does not run");
    }
    return running;
  }

  private void watch() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        if (hasEnded()) {
          TimeUnit.SECONDS.sleep(RESTART_SECONDS);
          restart();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized boolean hasEnded() {
    Process running = process;
    if (running == null || running.isAlive()) {
      return false;
    }
    ends.add("ended with " + running.exitValue() + " by itself");
    return true;
  }

  private synchronized void restart() throws IOException {
    if (process != null && !process.isAlive()) {
      start();
    }
  }

  /** How the process has ended unasked. */
  synchronized List<String> ends() {
    return List.copyOf(ends);
  }

  /** What it has printed since its last start. */
  String output() {
    try {
      return Files.exists(output) ? Files.readString(output) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    if (process != null) {
      kill();
    }
  }
}
