// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The hub of an unpacked archive, in a process of its own; closing it ends the process. */
final class PackedHub implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("Parley is ready at (http://\\S+)");
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Path distribution;
  private final Path home;
  private final Path output;
  private final Map<String, String> environment;
  private final @Nullable Process process;

  /** Starts the hub without waiting for anything. */
  PackedHub(Path distribution, Path home, Map<String, String> environment, String... options) {
    this(distribution, home, environment, true, options);
  }

  private PackedHub(
      Path distribution,
      Path home,
      Map<String, String> environment,
      boolean started,
      String... options) {
    this.distribution = distribution;
    this.home = home;
    this.environment = environment;
    try {
      output = Files.createTempFile(home.getParent(), "hub", ".out");
      process = started ? start(options) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A hub that is not started, to be asked. */
  static PackedHub idle(Path distribution, Path home, Map<String, String> environment) {
    return new PackedHub(distribution, home, environment, false);
  }

  private Process process() {
    return Objects.requireNonNull(process, "this hub was not started");
  }

  /** Unpacks the archive that the build has just made. */
  static Path unpack(Path folder) {
    try {
      run(
          new ProcessBuilder(
              "tar", "-xzf", System.getProperty("parley.archive"), "-C", folder.toString()));
      try (var children = Files.list(folder)) {
        return children.findFirst().orElseThrow();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same for a hub that lives for a minute: without the second compiler, which such a life
   * hardly repays, its start takes a third less of the processor; and without an archive of classes
   * for a next start.
   */
  static Path unpackForAShortLife(Path folder) {
    Path distribution = unpack(folder);
    try {
      Files.writeString(
          distribution.resolve("conf/jvm.options"),
          "-XX:TieredStopAtLevel=1\n-Dparley.classes.after=never\n",
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return distribution;
  }

  /** Waits for the ready line and answers the address in it. */
  String awaitReady() {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> READY.matcher(output()).find() || !process().isAlive());
    Matcher matcher = READY.matcher(output());
    if (!matcher.find()) {
      throw new IllegalStateException("The hub ended before it was ready:\n" + output());
    }
    return matcher.group(1);
  }

  /** Waits until the process has ended by itself and answers its exit code. */
  int awaitExit() throws InterruptedException {
    if (!process().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("The hub did not end:\n" + output());
    }
    return process().exitValue();
  }

  /** Asks the process to end, as systemd does. */
  void terminate() {
    process().destroy();
  }

  /** Of its Java, by which the command replaces itself. */
  long pid() {
    return process().pid();
  }

  boolean isAlive() {
    return process().isAlive();
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String log() throws IOException {
    return Files.readString(home.resolve("log").resolve("parley.log"));
  }

  /** Runs another command of {@code bin/parley} on this hub's home. */
  Answer ask(String command, String... words) throws IOException, InterruptedException {
    return Answer.of(builder(command, words), Objects.requireNonNull(home.getParent()), LIMIT);
  }

  private Process start(String... options) throws IOException {
    return builder("run", options)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private ProcessBuilder builder(String command, String... words) {
    List<String> line = new ArrayList<>();
    line.add(distribution.resolve("bin").resolve("parley").toString());
    line.add(command);
    line.addAll(List.of(words));
    line.addAll(List.of("--home", home.toString()));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().putAll(Jvm.ofHubs());
    builder.environment().putAll(environment);
    return builder;
  }

  private static void run(ProcessBuilder builder) throws IOException {
    try {
      int exitCode = builder.inheritIO().start().waitFor();
      if (exitCode != 0) {
        throw new IOException(builder.command() + " ended with " + exitCode);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    process().destroyForcibly().onExit().join();
  }
}
