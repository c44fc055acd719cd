// SPDX-License-Identifier: Apache-2.0
package org.parley.buskafka.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.bus.internal.TestHub.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.api.Fault;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.PageRequest;
import org.parley.api.ParleyException;
import org.parley.api.broker.BrokerClient;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.Subscription;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.bus.internal.TestHub;
import org.parley.testkit.KafkaServer;
import org.parley.testkit.TestStore;

/** Two hubs on a real PostgreSQL and a real broker. */
class KafkaBusTest {
  @TempDir private static Path folder;
  private static KafkaServer kafka;
  private TestStore database;

  private final BrokerClient client =
      settings -> new KafkaBroker(settings, ClientSettings.of(settings, folder));
  private final List<TestHub> hubs = new ArrayList<>();
  private String prefix = "";

  @BeforeAll
  static void start() throws Exception {
    kafka = new KafkaServer(folder, KafkaServer.classpathOfTest()).start();
    Files.writeString(
        folder.resolve("client.properties"), "request.timeout.ms=2000\ndelivery.timeout.ms=3000\n");
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @BeforeEach
  void open() {
    prefix = "t" + UUID.randomUUID() + ".";
    database = TestStore.open(TestStore.Kind.POSTGRESQL, "store", "bus");
  }

  @AfterEach
  void close() {
    hubs.forEach(TestHub::close);
    database.close();
  }

  private TestHub hub() {
    TestHub hub = TestHub.on(client, database.store(), prefix, kafka.address());
    hubs.add(hub);
    return hub;
  }

  private void close(TestHub hub) {
    hubs.remove(hub);
    hub.close();
  }

  private static ConditionFactory awaiting() {
    return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
  }

  private static void append(TestHub hub, int from, int to) {
    for (int start = from; start < to; start += 10) {
      hub.append(
          IntStream.range(start, Math.min(to, start + 10))
              .mapToObj(i -> record("k" + i % 7, Integer.toString(i)))
              .toArray(BusRecord[]::new));
    }
  }

  private static List<BusRecord> all(TestHub.Reading... readings) {
    return Stream.of(readings).flatMap(reading -> reading.read.stream()).toList();
  }

  /** Each once, and those of a key in their order as far as one reader has them. */
  private static void assertOnceInOrder(int count, TestHub.Reading... readings) {
    assertThat(all(readings)).hasSize(count).doesNotHaveDuplicates();
    for (TestHub.Reading reading : readings) {
      Map<String, Integer> last = new HashMap<>();
      for (BusRecord record : reading.read) {
        int said = Integer.parseInt(TestHub.said(record));
        assertThat(last.getOrDefault(record.partitionKey(), -1)).isLessThan(said);
        last.put(record.partitionKey(), said);
      }
    }
  }

  @Test
  void takesNothingOfAnotherInstallationsUnderTheSamePrefix() {
    TestHub hub = hub();
    append(hub, 0, 20);
    TestHub.Reading read = hub.reads("own", 1);
    awaiting().until(() -> read.read.size() == 20);
    try (TestStore other = TestStore.open(TestStore.Kind.POSTGRESQL, "store", "bus");
        TestHub stranger = TestHub.on(client, other.store(), prefix, kafka.address())) {
      append(stranger, 1_000, 1_030);
      stranger.reads("theirs", 1);

      awaiting().until(() -> hub.trouble().isPresent());
      assertThat(hub.trouble().orElseThrow())
          .contains("another database")
          .contains("kafka.topic.prefix");
    }
    append(hub, 20, 40);

    awaiting().until(() -> read.read.size() == 40);
    assertOnceInOrder(40, read);
  }

  @Test
  void sharesTheLanesOfAGroupAmongHubsAndMovesThem() {
    TestHub first = hub();
    TestHub second = hub();
    TestHub.Reading here = first.reads("g", 4);
    TestHub.Reading there = second.reads("g", 4);

    AtomicInteger said = new AtomicInteger();
    awaiting()
        .until(
            () -> {
              append(first, said.get(), said.addAndGet(10));
              append(second, said.get(), said.addAndGet(10));
              return !here.read.isEmpty() && !there.read.isEmpty();
            });
    awaiting().untilAsserted(() -> assertThat(all(here, there)).hasSize(said.get()));
    close(first);
    append(second, said.get(), said.addAndGet(100));

    awaiting().untilAsserted(() -> assertThat(all(here, there)).hasSize(said.get()));
    assertOnceInOrder(said.get(), here, there);
    awaiting()
        .untilAsserted(
            () ->
                assertThat(second.desk().groups())
                    .allMatch(group -> group.lag() == 0 && group.fed()));
  }

  @Test
  void triesAgainParksAndReplaysAsOnTheLog() {
    Map<String, Integer> tries = new ConcurrentHashMap<>();
    Set<String> refused = ConcurrentHashMap.newKeySet();
    refused.add("bad");
    TestHub hub = hub();
    TestHub.Reading reading =
        hub.reads(
            Subscription.of("g", TestHub.TOPIC),
            (transaction, record) -> {
              String said = TestHub.said(record);
              if (said.equals("late") && tries.merge(said, 1, Integer::sum) < 3) {
                throw new ParleyException(Fault.REMOTE, "Not now");
              }
              if (refused.contains(said)) {
                throw new InvalidInput("said", "Not so");
              }
            });
    hub.append(record("a", "late"), record("a", "behind"), record("b", "bad"), record("c", "good"));

    awaiting().untilAsserted(() -> assertThat(reading.said()).contains("late", "behind", "good"));
    assertThat(reading.said().indexOf("late")).isLessThan(reading.said().indexOf("behind"));
    awaiting().until(() -> hub.desk().parked(PageRequest.first(9)).items().size() == 1);
    refused.clear();
    hub.desk().replay(hub.desk().parked(PageRequest.first(9)).items().get(0).id());

    awaiting().untilAsserted(() -> assertThat(reading.said()).contains("bad").hasSize(4));
    assertThat(hub.desk().parked(PageRequest.first(9)).items()).isEmpty();
  }

  @Test
  void refusesWhatAReaderWritesThatWasAsleepWhileItsLaneWasTakenOver() throws Exception {
    CountDownLatch asleep = new CountDownLatch(1);
    CountDownLatch awake = new CountDownLatch(1);
    TestHub hub = hub();
    TestHub.Reading sleeper =
        hub.reads(
            Subscription.of("g", TestHub.TOPIC),
            (transaction, record) -> {
              asleep.countDown();
              try {
                awake.await(30, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    hub.append(record("a", "1"));
    assertThat(asleep.await(40, TimeUnit.SECONDS)).isTrue();
    hub.takeOver("g");
    awake.countDown();
    TestHub other = hub();
    close(hub);

    TestHub.Reading there = other.reads("g", 1);

    awaiting().untilAsserted(() -> assertThat(there.said()).containsExactly("1"));
    assertThat(sleeper.read).isEmpty();
  }

  @Test
  void keepsEverythingWhileTheBrokerIsAwayAndGoesOnByItself() throws Exception {
    TestHub hub = hub();
    TestHub.Reading reading = hub.reads("g", 2);
    append(hub, 0, 50);
    awaiting().untilAsserted(() -> assertThat(reading.read).hasSize(50));
    kafka.kill();

    append(hub, 50, 100);

    awaiting().untilAsserted(() -> assertThat(hub.trouble()).isPresent());
    kafka.start();
    awaiting().untilAsserted(() -> assertThat(reading.read).hasSize(100));
    kafka.signal("STOP");
    append(hub, 100, 150);
    kafka.signal("CONT");
    awaiting().untilAsserted(() -> assertThat(reading.read).hasSize(150));
    assertOnceInOrder(150, reading);
    awaiting().untilAsserted(() -> assertThat(hub.trouble()).isEmpty());
  }

  @Test
  void readsFromTheLogWhatTheBrokerDoesNotHave() {
    try (TestHub onTheLog = TestHub.onTheLog(database.store())) {
      TestHub.Reading early = onTheLog.reads("g", 3);
      append(onTheLog, 0, 30);
      awaiting().untilAsserted(() -> assertThat(early.read).hasSize(30));
    }
    TestHub relaying = hub();
    append(relaying, 30, 60);
    awaiting().untilAsserted(() -> assertThat(values()).hasSize(30));
    close(relaying);
    prefix = "empty" + prefix;

    TestHub hub = hub();
    TestHub.Reading reading = hub.reads("g", 4);
    awaiting().untilAsserted(() -> assertThat(reading.read).hasSize(30));
    append(hub, 60, 90);

    awaiting().untilAsserted(() -> assertThat(reading.read).hasSize(60));
    assertOnceInOrder(60, reading);
  }

  @Test
  void carriesWhatIsTooLongForTheBrokerByTheLog() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.address()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(prefix + TestHub.TOPIC, 12, (short) 1)
                      .configs(Map.of("max.message.bytes", "20000"))))
          .all()
          .get();
    }
    TestHub hub = hub();
    TestHub.Reading reading = hub.reads("g", 1);
    String large = "x".repeat(40_000);

    hub.append(record("a", "1"), record("a", large), record("a", "3"));

    awaiting().untilAsserted(() -> assertThat(reading.said()).containsExactly("1", large, "3"));
  }

  @Test
  void tellsTheBrokerNothingPersonalAndReadersNothingOfWhoeverWasErased() {
    TestHub hub = hub();
    var interaction =
        new Interaction(
            Ids.next(Instant.now()),
            "page.viewed",
            Instant.EPOCH,
            List.of(new Identifier(Kind.EMAIL, "ada@example.com", Optional.empty(), true)),
            Origin.NONE,
            Map.of());
    BusRecord record = BusRecord.of("/test", "visitor-1", Instant.now(), interaction);
    String topic = record.topic();
    hub.append(record);

    awaiting().untilAsserted(() -> assertThat(values(topic)).hasSize(1));
    ConsumerRecord<String, String> carried = values(topic).get(0);
    assertThat(carried.key()).isEqualTo("visitor-1");
    assertThat(header(carried, "ce_id")).isEqualTo(record.id().toString());
    assertThat(header(carried, "ce_type")).isEqualTo("page.viewed");
    assertThat(carried.value()).contains("page.viewed").doesNotContain("ada@example.com");
    TestHub.Reading before = hub.reads(Subscription.of("before", topic), (tx, read) -> {});
    awaiting()
        .untilAsserted(
            () -> assertThat(before.read).extracting(BusRecord::data).containsExactly(interaction));
    hub.erase("visitor-1");

    TestHub other = hub();
    close(hub);
    TestHub.Reading after = other.reads(Subscription.of("after", topic), (tx, read) -> {});

    awaiting().untilAsserted(() -> assertThat(after.read).hasSize(1));
    assertThat(after.read.get(0).data().toString()).doesNotContain("ada@example.com");
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private List<ConsumerRecord<String, String>> values() {
    return values(TestHub.TOPIC);
  }

  /** What somebody finds at the broker who knows nothing of us. */
  private List<ConsumerRecord<String, String>> values(String topic) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.address(),
            "group.id",
            UUID.randomUUID().toString(),
            "auto.offset.reset",
            "earliest");
    List<ConsumerRecord<String, String>> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(
          consumer.partitionsFor(prefix + topic).stream()
              .map(it -> new org.apache.kafka.common.TopicPartition(it.topic(), it.partition()))
              .toList());
      var ends = consumer.endOffsets(consumer.assignment());
      while (!ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
    }
    return found;
  }
}
