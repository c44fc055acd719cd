// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.parley.bench.Wait;
import org.parley.testkit.KafkaServer;
import org.parley.testkit.Ports;

/** Several hubs on one PostgreSQL, behind a door that spreads what comes over them. */
final class HubGroup implements AutoCloseable {
  static final int SILENCE_MILLIS = 2_000;
  static final int HUBS = 3;

  private final List<Victim> hubs = new ArrayList<>();
  private final List<HealthWatch> health = new ArrayList<>();
  private final Optional<KafkaServer> broker;
  private final Postgres database;
  private final Spread spread;
  private final int door;

  private HubGroup(Postgres database, Optional<KafkaServer> broker, Setting setting)
      throws IOException {
    this.database = database;
    this.broker = broker;
    this.door = Ports.free();
    Map<String, String> environment =
        Map.of("JAVA_HOME", System.getProperty("java.home"), "PARLEY_API_KEY", Load.KEY);
    for (int number = 0; number < HUBS; number++) {
      Path home = setting.folder.resolve("hub-" + number).resolve("home");
      Victim hub = new Victim(setting.distribution, home, Ports.free(), environment);
      settle(hub, setting.feed);
      hubs.add(hub);
    }
    spread = new Spread(door, hubs.stream().map(hub -> hub.url().getPort()).toList());
  }

  /** Makes database and broker and starts them; nothing is left behind when that fails. */
  static HubGroup make(Setting setting) throws IOException, InterruptedException {
    Postgres database = Postgres.begin();
    Optional<KafkaServer> broker = Optional.empty();
    boolean made = false;
    try {
      if (setting.onKafka) {
        Path folder = Files.createDirectories(setting.folder.resolve("kafka"));
        broker = Optional.of(new KafkaServer(folder, KafkaJars.classpath()));
        broker.get().start();
      }
      var group = new HubGroup(database, broker, setting);
      made = true;
      return group;
    } finally {
      if (!made) {
        broker.ifPresent(KafkaServer::close);
        database.close();
      }
    }
  }

  /**
   * @param distribution an unpacked archive
   * @param folder for their homes
   * @param feed that they may fetch from
   * @param onKafka whether a broker carries records to them
   */
  record Setting(Path distribution, Path folder, int feed, boolean onKafka) {}

  private void settle(Victim hub, int feed) throws IOException {
    hub.settings(
        "org.parley.store",
        database.settings() + "silence.millis = %d%n".formatted(SILENCE_MILLIS));
    hub.settings(
        "org.parley.web",
        "public.url = %s%nfetch.allow = 127.0.0.1:%d%n".formatted(address(), feed));
    hub.settings("org.parley.connector.sandbox", "port = " + Ports.free() + "\n");
    if (broker.isPresent()) {
      hub.settings("org.parley.hub", "features = kafka\n");
      hub.settings("org.parley.bus", "kafka.bootstrap.servers = " + broker.get().address() + "\n");
    }
  }

  /** The first makes the key of the vault, of which each other has a copy. */
  void start(Duration patience) throws IOException, InterruptedException {
    hubs.get(0).start();
    health.add(new HealthWatch(hubs.get(0).url()));
    if (!Wait.come(patience, () -> health.get(0).wellSince(0))) {
      throw new ChaosFailed("The first hub does not come up: " + hubs.get(0).output());
    }
    for (Victim hub : hubs.subList(1, HUBS)) {
      copy(hubs.get(0).home().resolve("keys"), hub.home().resolve("keys"));
      hub.start();
      health.add(new HealthWatch(hub.url()));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /**
   * Whether each has said so and takes what comes, being asked after a moment of {@code nanoTime}.
   */
  boolean wellSince(long moment) {
    return health.stream().allMatch(hub -> hub.wellSince(moment)) && spread.allReady();
  }

  Victim hub(int number) {
    return hubs.get(number);
  }

  List<Victim> hubs() {
    return List.copyOf(hubs);
  }

  List<HealthWatch> health() {
    return List.copyOf(health);
  }

  Postgres database() {
    return database;
  }

  KafkaServer broker() {
    return broker.orElseThrow();
  }

  Spread spread() {
    return spread;
  }

  /** Where all are asked. */
  URI address() {
    return URI.create("http://127.0.0.1:" + door);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    spread.close();
    health.forEach(HealthWatch::close);
    hubs.forEach(Victim::close);
    broker.ifPresent(KafkaServer::close);
    database.close();
  }
}
