// SPDX-License-Identifier: Apache-2.0
package org.parley.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real Kafka of one node, in a process of its own that ends with this one. */
public final class KafkaServer implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(2);

  private final String classpath;
  private final int port;
  private final Path folder;
  private final Path settings;
  private final Thread last = new Thread(this::kill, "kafka-last");
  private @Nullable Process process;

  /**
   * Makes its log; it is started by {@link #start()}.
   *
   * @param folder which is there, for its log and what it says
   * @param classpath that has the broker's jars
   */
  public KafkaServer(Path folder, String classpath) throws IOException, InterruptedException {
    this.folder = folder;
    this.classpath = classpath;
    this.port = Ports.free();
    this.settings = folder.resolve("server.properties");
    int controller = Ports.free();
    Files.writeString(
        settings,
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
        group.initial.rebalance.delay.ms=0
        auto.create.topics.enable=false
        """
            .formatted(port, controller, folder.resolve("log")));
    Process format =
        java(
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            "MkU3OEVBNTcwNTJENDM2Qg",
            "--config",
            settings.toString());
    if (format.waitFor() != 0) {
      throw new IOException("Kafka's log could not be made: " + output());
    }
    Runtime.getRuntime().addShutdownHook(last);
  }

  /** Returns once it answers; after {@link #kill()} it goes on with the log that it has. */
  public KafkaServer start() throws IOException, InterruptedException {
    Process started = java("kafka.Kafka", settings.toString());
    process = started;
    long until = System.nanoTime() + LONGEST_START.toNanos();
    while (!answers()) {
      if (!started.isAlive() || System.nanoTime() - until > 0) {
        throw new IOException("Kafka did not start: " + output());
      }
      Thread.sleep(20);
    }
    return this;
  }

  /** Where clients find it, as they want it told. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** {@code kill -9}. */
  public void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  /** Sends a signal such as {@code STOP}. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process == null ? 0 : process.pid()))
        .inheritIO()
        .start()
        .waitFor();
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
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
                classpath,
                main));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()))
        .start();
  }

  private String output() throws IOException {
    String all = Files.readString(folder.resolve("output"));
    return all.substring(Math.max(0, all.length() - 2_000));
  }

  /** The class path of a test that has the broker's jars on it. */
  public static String classpathOfTest() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(last);
  }
}
