// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.bench.Wait;
import org.parley.testkit.Ports;

/** A broker of one node for several hubs, in a process of its own. */
final class Kafka implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final String CLASSPATH = "broker.classpath";
  private static final int KNOCK_MILLIS = 1_000;

  private final Path folder;
  private final int port = Ports.free();
  private final Thread last = new Thread(this::kill, "kafka-last");
  private @Nullable Process process;

  private Kafka(Path folder) throws IOException {
    this.folder = folder;
  }

  static Optional<String> obstacle() {
    return Kafka.class.getResource(CLASSPATH) == null
        ? Optional.of("Kafka's jars were not resolved by the build")
        : Optional.empty();
  }

  /** Makes its log; it is started by {@link #start()}. */
  static Kafka make(Path folder) throws IOException, InterruptedException {
    var kafka = new Kafka(Files.createDirectories(folder));
    Files.writeString(
        kafka.settings(),
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        auto.create.topics.enable=false
        """
            .formatted(kafka.port, Ports.free(), folder.resolve("log")));
    Process format =
        kafka.java(
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            "MkU3OEVBNTcwNTJENDM2Qg",
            "--config",
            kafka.settings().toString());
    if (format.waitFor() != 0) {
      throw new IOException("Kafka's log could not be made: " + kafka.output());
    }
    Runtime.getRuntime().addShutdownHook(kafka.last);
    return kafka;
  }

  private Path settings() {
    return folder.resolve("server.properties");
  }

  void start() throws IOException, InterruptedException {
    Process started = java("kafka.Kafka", settings().toString());
    process = started;
    if (!Wait.come(LONGEST_START, () -> answers() || !started.isAlive()) || !started.isAlive()) {
      throw new IOException("Kafka did not start: " + output());
    }
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** {@code kill -9}. */
  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  /** Sends a signal such as {@code STOP}. */
  void signal(String name) throws IOException, InterruptedException {
    if (process != null) {
      Signals.send(name, List.of(process.toHandle()));
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), KNOCK_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Process java(String main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classpath(),
                main));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()))
        .start();
  }

  private static String classpath() throws IOException {
    try (InputStream in = Kafka.class.getResourceAsStream(CLASSPATH)) {
      if (in == null) {
        throw new ChaosFailed(obstacle().orElseThrow());
      }
      return new String(in.readAllBytes(), UTF_8).strip();
    }
  }

  private String output() throws IOException {
    String all = Files.readString(folder.resolve("output"));
    return all.substring(Math.max(0, all.length() - 2_000));
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(last);
  }
}
