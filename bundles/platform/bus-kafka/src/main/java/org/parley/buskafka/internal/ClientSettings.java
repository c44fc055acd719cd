// SPDX-License-Identifier: Apache-2.0
package org.parley.buskafka.internal;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.broker.BrokerSettings;
import org.parley.api.broker.GroupPlan;

/** How each of Kafka's clients is set up: by an administrator's file but for what the bus needs. */
final class ClientSettings {
  /** The longest message that is tried: a record of the bus, its headers and something over. */
  static final int LONGEST_MESSAGE = 2 << 20;

  /** How long a call may wait for a broker that does not answer. */
  static final int PATIENCE_MS = 5_000;

  /** How long the broker waits for a hub that is silent before its lanes go to others. */
  private static final int SILENCE_MS = 10_000;

  /** How long a hub may take between two looks, letting go of a lane included. */
  private static final int LONGEST_ROUND_MS = 60_000;

  /** A broker that comes back is looked for at least so often. */
  private static final int LONGEST_PAUSE_MS = 1_000;

  private static final int READ_AHEAD = 64 * 1024;

  private final Map<String, Object> common;
  private final String hub = "parley-" + UUID.randomUUID().toString().substring(0, 8);

  private ClientSettings(Map<String, Object> common) {
    this.common = common;
  }

  static ClientSettings of(BrokerSettings settings, Path conf) {
    Map<String, Object> common = new HashMap<>();
    common.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, LONGEST_PAUSE_MS);
    common.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    further(settings.propertiesFile(), conf).forEach((name, it) -> common.put(name.toString(), it));
    common.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.servers().strip());
    return new ClientSettings(common);
  }

  private static Properties further(String name, Path conf) {
    Properties further = new Properties();
    if (!name.isBlank()) {
      Path file = conf.resolve(name.strip());
      try (Reader text = Files.newBufferedReader(file)) {
        further.load(text);
      } catch (IOException e) {
        throw new ParleyException(
            Fault.SETTINGS, "The settings of Kafka's client cannot be read from '" + file + "'", e);
      }
    }
    return further;
  }

  Map<String, Object> ofAdmin() {
    Map<String, Object> wished = named("admin");
    wished.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.max(PATIENCE_MS, request(wished)));
    return wished;
  }

  /** Acknowledged by all copies and written once, as long as the client lives. */
  Map<String, Object> ofProducer() {
    Map<String, Object> wished = named("relay");
    wished.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    wished.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    wished.put(ProducerConfig.ACKS_CONFIG, "all");
    wished.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    wished.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LONGEST_MESSAGE);
    wished.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) PATIENCE_MS);
    wished.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
    int least = request(wished) + number(wished, ProducerConfig.LINGER_MS_CONFIG);
    wished.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * PATIENCE_MS);
    int delivery = number(wished, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
    wished.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.max(delivery, least));
    return wished;
  }

  /** How long a request may take; the calls that make some may take no less. */
  private static int request(Map<String, Object> wished) {
    return number(wished, CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG);
  }

  private static int number(Map<String, Object> wished, String name) {
    Object number = ConfigDef.parseType(name, wished.get(name), ConfigDef.Type.INT);
    return number instanceof Integer known ? known : 0;
  }

  Map<String, Object> ofMember(GroupPlan plan) {
    Map<String, Object> wished = named(plan.group());
    wished.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    wished.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    wished.put(ConsumerConfig.GROUP_ID_CONFIG, plan.group());
    wished.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    wished.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    wished.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    wished.put(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.max(PATIENCE_MS, request(wished)));
    wished.putIfAbsent(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, LONGEST_ROUND_MS);
    wished.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, READ_AHEAD);
    wished.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(LaneAssignor.class));
    wished.put(LaneAssignor.LANES, plan.lanes());
    wished.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SILENCE_MS);
    wished.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SILENCE_MS / 5);
    return wished;
  }

  private Map<String, Object> named(String what) {
    Map<String, Object> wished = new HashMap<>(common);
    wished.put(CommonClientConfigs.CLIENT_ID_CONFIG, hub + "-" + what);
    return wished;
  }

  /** Kafka's client finds its classes by the loader of the thread. */
  static <T> T inOwnView(Supplier<T> make) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(KafkaProducer.class.getClassLoader());
    try {
      return make.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
