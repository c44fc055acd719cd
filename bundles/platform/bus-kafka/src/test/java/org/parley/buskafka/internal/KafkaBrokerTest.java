// SPDX-License-Identifier: Apache-2.0
package org.parley.buskafka.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.api.broker.BrokerMessage;
import org.parley.api.broker.BrokerSettings;
import org.parley.api.broker.GroupMember;
import org.parley.api.broker.GroupPlan;

/** What a real broker says, and what is made of it. */
class KafkaBrokerTest {
  @TempDir private static Path folder;
  private static KafkaServer kafka;

  private KafkaBroker broker;

  @BeforeAll
  static void start() throws Exception {
    kafka = new KafkaServer(folder).start();
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
