// SPDX-License-Identifier: Apache-2.0
package org.parley.buskafka.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.broker.BrokerMessage;
import org.parley.api.broker.BrokerSettings;
import org.parley.api.broker.GroupMember;
import org.parley.api.broker.GroupPlan;
import org.parley.api.broker.TopicRefused;
import org.parley.testkit.KafkaServer;
import org.parley.testkit.Ports;

/** What a real broker says, and what is made of it. */
class KafkaBrokerTest {
  @TempDir private static Path folder;
  private static KafkaServer kafka;

  private KafkaBroker broker;

  @BeforeAll
  static void start() throws Exception {
    kafka = new KafkaServer(folder, KafkaServer.classpathOfTest()).start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @BeforeEach
  void open() {
    broker = broker(kafka.address());
  }

  @AfterEach
  void close() {
    broker.close();
  }

  private static KafkaBroker broker(String servers) {
    var settings = new BrokerSettings(servers, 2, 1, Duration.ofDays(1), "");
    return new KafkaBroker(settings, ClientSettings.of(settings, folder));
  }

  @Test
  void leavesNoTroubleBehindWhenAMemberLeavesInDisorder() {
    broker.partitions("left");
    Disorderly member = new Disorderly();
    broker.join(new GroupPlan("g", "left", 1), member);
    await().atMost(Duration.ofSeconds(40)).until(() -> member.isReading);

    broker.close();

    assertThat(member.told).isNotEmpty().last().isEqualTo(Optional.empty());
  }

  @Test
  void saysOfATopicThatItIsRefusedWhenTheBrokerMakesNoneOfThatName() {
    assertThatThrownBy(() -> broker.partitions("not#a#topic"))
        .isInstanceOfSatisfying(
            TopicRefused.class,
            refusal -> {
              assertThat(refusal.topic()).isEqualTo("not#a#topic");
              assertThat(refusal.fault()).isEqualTo(Fault.SETTINGS);
              assertThat(refusal).hasMessageContaining("does not take");
            });
  }

  @Test
  void takesWhatIsOfOtherTopicsWhenOneIsGone() throws Exception {
    assertThat(broker.partitions("there")).isEqualTo(2);

    assertThatThrownBy(
            () -> broker.send(List.of(message("gone"), message("there"), message("gone"))))
        .isInstanceOfSatisfying(
            TopicRefused.class, refusal -> assertThat(refusal.topic()).isEqualTo("gone"));

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.address()))) {
      var place = new TopicPartition("there", 0);
      assertThat(admin.listOffsets(Map.of(place, OffsetSpec.latest())).all().get().get(place))
          .returns(1L, ListOffsetsResult.ListOffsetsResultInfo::offset);
    }
  }

  @Test
  void saysOfABrokerThatIsAwayThatNobodyAnswers() throws Exception {
    try (KafkaBroker away = broker("127.0.0.1:" + Ports.free())) {
      assertThatThrownBy(() -> away.send(List.of(message("a"), message("b"))))
          .isNotInstanceOf(TopicRefused.class)
          .isInstanceOfSatisfying(
              ParleyException.class, it -> assertThat(it.fault()).isEqualTo(Fault.REMOTE))
          .hasMessageContaining("cannot be reached");
    }
  }

  private static BrokerMessage message(String topic) {
    return new BrokerMessage(
        new BrokerMessage.Place(topic, 0, -1), "k", Map.of(), Optional.of(new byte[] {1}));
  }

  /** Cannot let go of a lane. */
  private static final class Disorderly implements GroupMember {
    final List<Optional<String>> told = new CopyOnWriteArrayList<>();
    volatile boolean isReading;

    @Override
    public void assigned(int lane) {
      isReading = true;
    }

    @Override
    public void revoked(int lane) {
      throw new IllegalStateException("The database is away");
    }

    @Override
    public void troubled(Optional<String> why) {
      told.add(why);
    }

    @Override
    public void received(int lane, BrokerMessage message) {}

    @Override
    public boolean isFull(int lane, int partition) {
      return false;
    }

    @Override
    public OptionalLong firstOpen(int lane, int partition) {
      return OptionalLong.empty();
    }

    @Override
    public long relayed() {
      return 0;
    }

    @Override
    public void caughtUp(int lane, long relayed) {}
  }
}
