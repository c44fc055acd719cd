// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.api.ParleyException;
import org.parley.api.broker.Broker;
import org.parley.api.broker.BrokerClient;
import org.parley.api.broker.BrokerSettings;
import org.parley.api.store.Store;
import org.parley.bus.internal.RelayRows.Relayed;

/** The broker that carries what is numbered to all hubs, as soon as a bundle can speak to it. */
final class Carrier {
  private static final String NOBODY =
      "Records are to be carried by Kafka, but no bundle speaks to it; add 'kafka' to the hub's"
          + " features";

  /** Whose trouble it is that none can be had. */
  private static final String CONNECTION = "";

  private final Store store;
  private final String prefix;
  private final BrokerSettings settings;
  private volatile @Nullable BrokerClient client;
  private volatile @Nullable Broker broker;
  private volatile String log = "";
  private volatile Map<String, Relayed> relayed = Map.of();
  private final Troubles troubles = new Troubles(System::nanoTime);

  /**
   * @param prefix what stands before the names of topics and groups at the broker
   */
  Carrier(Store store, String prefix, BrokerSettings settings) {
    this.store = store;
    this.prefix = prefix;
    this.settings = settings;
  }

  /** The one that is set up; empty where the database's log carries by itself. */
  static Optional<Carrier> of(Store store, BusSettings settings) {
    return settings.kafka_bootstrap_servers().isBlank()
        ? Optional.empty()
        : Optional.of(
            new Carrier(
                store,
                settings.kafka_topic_prefix().strip(),
                new BrokerSettings(
                    settings.kafka_bootstrap_servers(),
                    settings.kafka_partitions(),
                    settings.kafka_replicas(),
                    Duration.ofDays(settings.kafka_retention_days()),
                    settings.kafka_properties_file())));
  }

  void connect(BrokerClient speaker) {
    client = speaker;
    try {
      broker = speaker.connect(settings);
      clear(CONNECTION);
    } catch (ParleyException e) {
      note(CONNECTION, String.valueOf(e.getMessage()));
    }
  }

  void disconnect() {
    Broker gone = broker;
    broker = null;
    client = null;
    clear(CONNECTION);
    if (gone != null) {
      gone.close();
    }
  }

  boolean hasClient() {
    return client != null;
  }

  /** Whether it was that one who connected, or could not. */
  boolean isOf(BrokerClient speaker) {
    return client == speaker;
  }

  Optional<Broker> broker() {
    return Optional.ofNullable(broker);
  }

  /** What a topic or a group is called at the broker. */
  String named(String name) {
    return prefix + name;
  }

  /** The name of this database's log. */
  String log() {
    String known = log;
    if (known.isEmpty()) {
      known = store.inTransaction(LogName::in);
      log = known;
    }
    return known;
  }

  /** Looks how far the topics are, whoever relays them. */
  Map<String, Relayed> look() {
    Map<String, Relayed> all = store.read(RelayRows::all);
    relayed = all;
    return all;
  }

  /**
   * Whether whoever relays was told, when it was looked last, that somebody wants to read a topic.
   */
  boolean isWished(String topic) {
    return relayed.containsKey(topic);
  }

  /** How far a topic was when it was looked last; empty before it is at the broker. */
  Optional<Relayed> relayed(String topic) {
    return Optional.ofNullable(relayed.get(topic)).filter(found -> found.isAt(named(topic)));
  }

  /** Up to where the broker is known to have a topic. */
  long position(String topic) {
    return relayed(topic).map(Relayed::position).orElse(0L);
  }

  /**
   * Something that keeps records from being read.
   *
   * @param what whose trouble it is, so that it can be taken back
   */
  void note(String what, String sentence) {
    troubles.note(what, sentence);
  }

  /** The same for what nobody can take back: it is told for a while after it was seen last. */
  void saw(String what, String sentence) {
    troubles.saw(what, sentence);
  }

  /** That is over. */
  void clear(String what) {
    troubles.clear(what);
  }

  /** Why nothing is carried at all, or not everything. */
  Optional<String> trouble() {
    return troubles.first().or(() -> broker == null ? Optional.of(NOBODY) : Optional.empty());
  }
}
