// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.parley.bench.peers.ArtemisCourier;
import org.parley.bench.peers.KafkaCourier;

/** A peer of the bus with its senders and groups, in a Java with the hub's flags. */
final class PeerProcess implements AutoCloseable {
  static final String ARTEMIS = "2.40.0";
  static final String KAFKA = "4.1.0";
  private static final String EACH_BATCH = "log.flush.interval.messages=1";
  private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qk";
  private static final long STOP_SECONDS = 20;

  private final Process process;
  private final Parcels parcels;

  private PeerProcess(Process process, Parcels parcels) {
    this.process = process;
    this.parcels = parcels;
  }

  /**
   * Artemis, its journal synchronous.
   *
   * @param flags the hub's file of flags
   * @param syncNanos how long the disk takes to make a write durable
   */
  static PeerProcess artemis(Lab lab, Path flags, long syncNanos)
      throws IOException, InterruptedException {
    Peer peer = Peer.fetch(lab, "org.apache.activemq", "artemis-jakarta-server", ARTEMIS);
    Path folder = lab.empty("artemis");
    Map<String, String> known =
        Map.of("FOLDER", folder.toString(), "SYNC_NANOS", Long.toString(syncNanos));
    String settings = fill("artemis.xml", known, folder).toUri().toString();
    return start(flags, peer, folder, List.of(ArtemisCourier.class.getName(), settings));
  }

  /**
   * Kafka on one node.
   *
   * @param durable whether each batch is made durable before it is acknowledged, as the hub does it
   */
  static PeerProcess kafka(Lab lab, Path flags, boolean durable)
      throws IOException, InterruptedException {
    Peer peer = Peer.fetch(lab, "org.apache.kafka", "kafka_2.13", KAFKA);
    Path folder = lab.empty(durable ? "kafka-durable" : "kafka");
    int port = Ports.free();
    Map<String, String> known =
        Map.of(
            "FOLDER", folder.toString(),
            "PORT", Integer.toString(port),
            "CONTROLLER", Integer.toString(Ports.free()),
            "FLUSH", durable ? EACH_BATCH : "");
    String settings = fill("kafka.properties", known, folder).toString();
    List<String> format =
        List.of("format", "--standalone", "--cluster-id", CLUSTER, "--config", settings);
    List<String> command =
        new ArrayList<>(List.of(java(), "-cp", peer.classpath(), "kafka.tools.StorageTool"));
    command.addAll(format);
    Shell.run(command);
    String address = "127.0.0.1:" + port;
    return start(flags, peer, folder, List.of(KafkaCourier.class.getName(), settings, address));
  }

  private static Path fill(String template, Map<String, String> known, Path folder)
      throws IOException {
    try (InputStream content = PeerProcess.class.getResourceAsStream(template)) {
      String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> each : known.entrySet()) {
        text = text.replace("@" + each.getKey() + "@", each.getValue());
      }
      return Files.writeString(folder.resolve(template), text);
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static PeerProcess start(Path flags, Peer peer, Path folder, List<String> main)
      throws IOException, InterruptedException {
    int port = Ports.free();
    List<String> command = new ArrayList<>(List.of(java()));
    try (Stream<String> lines = Files.lines(flags)) {
      lines.map(String::strip).filter(line -> line.startsWith("-")).forEach(command::add);
    }
    command.addAll(List.of("-cp", peer.classpath()));
    command.addAll(main);
    command.add(Integer.toString(port));
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Wait.until("the peer listens", () -> Ports.isTaken(port) || !process.isAlive());
    if (!process.isAlive()) {
      throw new BenchFailed("The peer has ended:\n" + Files.readString(output));
    }
    return new PeerProcess(process, Parcels.at(port, new ProcessMeter(process.pid())));
  }

  Parcels parcels() {
    return parcels;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    parcels.close();
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
