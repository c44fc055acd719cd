// SPDX-License-Identifier: Apache-2.0
package org.parley.bench.peers;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.parley.bench.parcels.Board;
import org.parley.bench.parcels.Courier;
import org.parley.bench.parcels.Desk;
import org.parley.bench.parcels.Parcel;

/**
 * A Kafka of one node within this process: one topic of one partition, three consumer groups. A
 * hundred parcels are one batch of the producer rather than a transaction, which spares Kafka the
 * marks of one.
 */
public final class KafkaCourier implements Courier {
  private static final String BROKER = "kafka.Kafka";
  private static final String TOPIC = "parcels";
  private static final int BATCH_BYTES = 128 * 1024;
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Board board;
  private final String server;

  private KafkaCourier(Board board, String server) {
    this.board = board;
    this.server = server;
  }

  /**
   * @param arguments the file of its settings, its address and the port where orders are taken
   */
  public static void main(String[] arguments) throws Exception {
    Method broker = Class.forName(BROKER).getMethod("main", String[].class);
    String[] settings = {arguments[0]};
    new Thread(() -> run(broker, settings), "broker").start();
    Board board = new Board();
    KafkaCourier courier = new KafkaCourier(board, arguments[1]);
    courier.makeTopic();
    for (int group = 0; group < GROUPS; group++) {
      int mine = group;
      new Thread(() -> courier.read(mine), "group-" + group).start();
    }
    new Desk(courier, board, Integer.parseInt(arguments[2]));
  }

  private static void run(Method broker, String[] settings) {
    try {
      broker.invoke(null, (Object) settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Kafka cannot be started", e);
    }
  }

  private void makeTopic() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", server))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private void read(int group) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            server,
            "group.id",
            "group-" + group,
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false,
            "max.poll.records",
            MOST_AT_ONCE);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      while (true) {
        List<Parcel> parcels = new ArrayList<>();
        for (ConsumerRecord<String, String> record : consumer.poll(PATIENCE)) {
          parcels.add(Parcel.of(record.value()));
        }
        if (!parcels.isEmpty()) {
          board.read(group, parcels);
          consumer.commitSync();
          board.acknowledged(group, parcels);
        }
      }
    }
  }

  @Override
  public Sender sender() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", server, "acks", "all", "batch.size", BATCH_BYTES, "linger.ms", 1);
    var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    return new Sender() {
      @Override
      public void send(List<Parcel> parcels) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Parcel parcel : parcels) {
          sent.add(producer.send(new ProducerRecord<>(TOPIC, parcel.text())));
        }
        producer.flush();
        for (Future<RecordMetadata> each : sent) {
          each.get(1, TimeUnit.MINUTES);
        }
      }

      @Override
      public void close() {
        producer.close();
      }
    };
  }

  @Override
  public void close() {}
}
