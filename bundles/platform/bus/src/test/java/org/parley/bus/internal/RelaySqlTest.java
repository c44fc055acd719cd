// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.bus.internal.Running.record;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.broker.Broker;
import org.parley.api.broker.BrokerMessage;
import org.parley.api.broker.BrokerSettings;
import org.parley.api.broker.GroupMember;
import org.parley.api.broker.GroupPlan;
import org.parley.api.broker.Membership;
import org.parley.api.broker.TopicRefused;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.UnknownData;
import org.parley.api.store.Store;
import org.parley.bus.internal.RelayRows.Relayed;
import org.parley.testkit.StoreTest;

/** Two hubs that relay in turn. */
@StoreTest(room = "bus")
class RelaySqlTest {
  private static final String TOPIC = "things";
  private static final int PARTITIONS = 4;
  private static final LaneCounts COUNTS = LaneCounts.of(PARTITIONS);

  private final Store store;
  private final Running writing;
  private final ListBroker broker = new ListBroker();
  private final List<Relaying> hubs = new ArrayList<>();

  RelaySqlTest(Store store) {
    this.store = store;
    this.writing = new Running(store);
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Relaying hub : hubs) {
      hub.relay.close(Duration.ofSeconds(5));
    }
    writing.close();
  }

  @TestTemplate
  void leavesOutNothingThatAnotherHubHasRelayedMeanwhile() {
    Relaying first = new Relaying();
    Relaying second = new Relaying();

    first.carry(10);
    second.carry(20);
    first.carry(30);
    second.carry(40);

    assertThat(broker.sent).hasSize(40);
    for (int i = 0; i < broker.sent.size(); i++) {
      assertThat(Waybill.read(broker.sent.get(i), COUNTS, 1))
          .contains(new Waybill.Read(i + 1L, i, "thing.done", store.inTransaction(LogName::in)));
    }
  }

  @TestTemplate
  void relaysOtherTopicsWhileTheBrokerRefusesOne() {
    broker.refused.add("t." + TOPIC);
    Relaying hub = new Relaying();
    topicOf(hub, TOPIC, 3);
    topicOf(hub, "others", 4);

    hub.relay.start();

    await().until(() -> relayed("others") == 4);
    assertThat(relayed()).isZero();
    assertThat(hub.relay.trouble(Duration.ZERO))
        .hasValueSatisfying(
            sentence -> assertThat(sentence).contains(TOPIC).contains("Not authorized"));

    broker.refused.clear();
    await().atMost(Duration.ofSeconds(20)).until(() -> relayed() == 3);
    await().until(() -> hub.relay.trouble(Duration.ZERO).isEmpty());
  }

  @TestTemplate
  void tellsNoMoreOfARefusalOnceTheTopicIsThereThoughNothingIsToBeSent() {
    broker.refused.add("t." + TOPIC);
    Relaying hub = new Relaying();
    store.inTransaction(
        transaction -> {
          RelayRows.wish(transaction, TOPIC);
          return true;
        });
    hub.relay.start();
    await().until(() -> hub.relay.trouble(Duration.ZERO).isPresent());

    broker.refused.clear();

    await().atMost(Duration.ofSeconds(20)).until(() -> hub.relay.trouble(Duration.ZERO).isEmpty());
  }

  @TestTemplate
  void triesARefusedTopicAtOnceOverANewConnection() {
    broker.refused.add("t." + TOPIC);
    Relaying hub = new Relaying();
    topicOf(hub, TOPIC, 3);
    hub.relay.start();
    await().until(() -> hub.relay.trouble(Duration.ZERO).isPresent());
    ListBroker other = new ListBroker();

    hub.carrier.connect(any -> other);

    await().atMost(Duration.ofSeconds(4)).until(() -> other.sent.size() == 3);
  }

  @TestTemplate
  void sendsWhatIsAllowedWhenSomethingIsRefusedOnlyThen() {
    Relaying hub = new Relaying();
    hub.carry(1);
    topicOf(hub, "others", 1);
    hub.relay.start();
    await().until(() -> relayed("others") == 1);

    broker.deaf.add("t." + TOPIC);
    topicOf(hub, TOPIC, 5);
    topicOf(hub, "others", 6);

    await().until(() -> relayed("others") == 6);
    assertThat(relayed()).isEqualTo(1);
    broker.deaf.clear();
    await().atMost(Duration.ofSeconds(20)).until(() -> relayed() == 5);
  }

  @TestTemplate
  void settlesNoTopicOfWhichTheBrokerKnowsNoPartitionsYet() {
    broker.partitions = 0;
    Relaying hub = new Relaying();
    topicOf(hub, TOPIC, 3);

    hub.relay.start();

    await().until(() -> hub.relay.trouble(Duration.ZERO).isPresent());
    assertThat(store.read(RelayRows::all)).isEmpty();
    broker.partitions = PARTITIONS;
    await().atMost(Duration.ofSeconds(20)).until(() -> relayed() == 3);
  }

  @TestTemplate
  void mendsATopicThatWasSettledWithoutPartitions() {
    store.inTransaction(
        transaction -> {
          RelayRows.wish(transaction, TOPIC);
          RelayRows.settle(transaction, TOPIC, new Relayed("t." + TOPIC, 0, 2));
          return true;
        });

    new Relaying().carry(5);

    assertThat(store.read(RelayRows::all))
        .containsEntry(TOPIC, new Relayed("t." + TOPIC, PARTITIONS, 5));
    assertThat(broker.sent).hasSize(3);
  }

  @TestTemplate
  void asksABrokerThatIsAwayOnceForAllTopics() {
    Relaying hub = new Relaying();
    topicOf(hub, TOPIC, 3);
    topicOf(hub, "others", 3);
    broker.away = true;

    hub.relay.start();

    await().until(() -> broker.unanswered.size() > 1);
    assertThat(broker.unanswered).containsOnly(2L);
    broker.away = false;
    await().until(() -> relayed() == 3 && relayed("others") == 3);
  }

  /** Has a topic filled up to a position, and the hub hear of it. */
  private void topicOf(Relaying hub, String topic, long upTo) {
    for (long i = CarriedTopic.end(store, topic); i < upTo; i++) {
      writing.append(
          BusRecord.of(
              "/test", "k" + i, Instant.now(), new UnknownData(topic, "thing.done", "\"x\"")));
    }
    await().until(() -> CarriedTopic.end(store, topic) == upTo);
    hub.topics.get(topic).advance(upTo);
  }

  private long relayed(String topic) {
    return Optional.ofNullable(store.read(RelayRows::all).get(topic))
        .map(Relayed::position)
        .orElse(0L);
  }

  private long numbered() {
    return CarriedTopic.end(store, TOPIC);
  }

  private long relayed() {
    return relayed(TOPIC);
  }

  /** A hub that relays when it is its turn. */
  private final class Relaying {
    private final TopicLogs topics =
        new TopicLogs(store, Codecs.create().rows(), new PersonalKeys(Clock.systemUTC()), 0);
    final Carrier carrier;
    final Relay relay;

    Relaying() {
      var settings = new BrokerSettings("none", PARTITIONS, 1, Duration.ofDays(1), "");
      carrier = new Carrier(store, "t.", settings);
      carrier.connect(any -> broker);
      relay = new Relay(store, topics, carrier);
      relay.begin();
      hubs.add(this);
    }

    void carry(long upTo) {
      for (long i = numbered(); i < upTo; i++) {
        writing.append(record("k" + i % 5, (int) i));
      }
      await().until(() -> numbered() == upTo);
      topics.get(TOPIC).advance(upTo);
      relay.start();
      await().until(() -> relayed() == upTo);
      relay.stop();
    }
  }

  /** Keeps what it is sent. */
  private static final class ListBroker implements Broker {
    final List<BrokerMessage> sent = new CopyOnWriteArrayList<>();

    volatile int partitions = PARTITIONS;

    /** Topics that it will not make. */
    final Set<String> refused = ConcurrentHashMap.newKeySet();

    /** Topics that are there, to which nothing may be written. */
    final Set<String> deaf = ConcurrentHashMap.newKeySet();

    /** How many topics were in each of the calls that nobody answered. */
    final List<Long> unanswered = new CopyOnWriteArrayList<>();

    volatile boolean away;

    @Override
    public int partitions(String topic) {
      if (refused.contains(topic)) {
        throw new TopicRefused(topic, Fault.CREDENTIALS, "Not authorized for '" + topic + "'");
      }
      return partitions;
    }

    @Override
    public Set<Integer> send(List<BrokerMessage> messages) {
      if (away) {
        unanswered.add(messages.stream().map(it -> it.place().topic()).distinct().count());
        throw new ParleyException(Fault.REMOTE, "It does not answer");
      }
      for (BrokerMessage message : messages) {
        if (deaf.contains(message.place().topic())) {
          throw new TopicRefused(message.place().topic(), Fault.REMOTE, "Too few copies");
        }
      }
      sent.addAll(messages);
      return Set.of();
    }

    @Override
    public Membership join(GroupPlan plan, GroupMember member) {
      throw new UnsupportedOperationException("Nobody reads here");
    }

    @Override
    public void close() {}
  }
}
