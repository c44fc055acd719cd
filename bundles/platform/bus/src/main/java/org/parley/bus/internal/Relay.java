// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.broker.Broker;
import org.parley.api.broker.BrokerMessage;
import org.parley.api.broker.TopicRefused;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.bus.internal.RelayRows.Relayed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands numbered records to the broker, in their order, while this hub numbers. How far it is is
 * written after the broker has them; what a crash repeats is told by its position.
 */
final class Relay implements Feeding {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long MOST_BYTES = 1 << 20;
  private static final int MOST_RECORDS = 2_000;

  private final Store store;
  private final TopicLogs topics;
  private final Carrier carrier;
  private final Signal numbered = new Signal();
  private final Runnable wake = numbered::set;
  private final Map<String, Chain> chains = new HashMap<>();
  private final Set<String> heard = new HashSet<>();
  private final RefusedTopics refused = new RefusedTopics(System::nanoTime);
  private final Thread thread = new Thread(this::run, "bus-relay");
  private @Nullable Broker current;
  private volatile boolean on;
  private volatile boolean closed;
  private volatile long wellAt = System.nanoTime();
  private volatile @Nullable Throwable trouble;

  Relay(Store store, TopicLogs topics, Carrier carrier) {
    this.store = store;
    this.topics = topics;
    this.carrier = carrier;
    thread.setDaemon(true);
  }

  void begin() {
    thread.start();
  }

  /** While another hub numbered, nothing was to be relayed here. */
  @Override
  public void start() {
    wellAt = System.nanoTime();
    trouble = null;
    refused.clear();
    on = true;
    numbered.set();
  }

  /** What it is sending yet is known to readers by its position. */
  @Override
  public void stop() {
    on = false;
  }

  private void run() {
    while (!closed) {
      try {
        if (!on || round()) {
          numbered.await(POLL);
        }
      } catch (InterruptedException e) {
        continue; // by a database that ends
      }
    }
  }

  /**
   * @return whether there is nothing more for the moment
   */
  private boolean round() {
    boolean[] done = {true};
    Throwable failure = Attempt.failure(() -> done[0] = relay());
    if (failure == null) {
      trouble = null;
      wellAt = System.nanoTime();
    } else {
      chains.clear();
      if (trouble == null) {
        LOG.warn("Records are not relayed for the moment; they wait in the database", failure);
      }
      trouble = failure;
    }
    return failure != null || done[0];
  }

  private boolean relay() {
    Optional<Broker> broker = carrier.broker();
    if (broker.isEmpty()) {
      return true;
    }
    if (broker.get() != current) {
      current = broker.get();
      refused.clear();
    }
    Map<String, Relayed> all = carrier.look();
    all.keySet().forEach(topics::get);
    List<Leg> legs = new ArrayList<>();
    for (TopicLog topic : topics.all()) {
      if (heard.add(topic.name())) {
        topic.listen(wake, TopicLog.KEEPING);
      }
      if (!refused.rests(topic.name())) {
        leg(broker.get(), topic, all.get(topic.name())).ifPresent(legs::add);
      }
    }
    return legs.isEmpty() || !send(broker.get(), legs);
  }

  /** What is to be sent of a topic, if anything. */
  private Optional<Leg> leg(Broker broker, TopicLog topic, @Nullable Relayed known) {
    try {
      Relayed relayed = settled(broker, topic, known);
      if (topic.last() > relayed.position()) {
        return Optional.of(leg(topic, relayed));
      }
      refused.remove(topic.name());
      return Optional.empty();
    } catch (TopicRefused e) {
      refuse(topic.name(), e);
      return Optional.empty();
    }
  }

  /** Others are relayed all the same. */
  private void refuse(String topic, TopicRefused failure) {
    chains.remove(topic);
    if (refused.add(topic, failure)) {
      LOG.warn("Topic {} is not relayed for the moment; it waits in the database", topic, failure);
    }
  }

  /** A topic that is to be relayed for the first time, or to another place, is made there. */
  private Relayed settled(Broker broker, TopicLog topic, @Nullable Relayed known) {
    String destination = carrier.named(topic.name());
    if (known != null && known.isAt(destination)) {
      if (!isLinked(topic, known)) {
        requireAll(destination, known.partitions(), broker.partitions(destination));
        chains.put(topic.name(), chain(known));
      }
      return known;
    }
    int partitions = broker.partitions(destination);
    requireSome(destination, partitions);
    long position =
        known == null || known.destination().isEmpty()
            ? store.read(read -> stillToRead(read, topic))
            : known.position();
    Relayed settled = new Relayed(destination, partitions, position);
    store.inTransaction(
        transaction -> {
          RelayRows.wish(transaction, topic.name());
          RelayRows.settle(transaction, topic.name(), settled);
          return true;
        });
    chains.put(topic.name(), chain(settled));
    return settled;
  }

  /** Another hub may have relayed since this one did. */
  private boolean isLinked(TopicLog topic, Relayed known) {
    Chain chain = chains.get(topic.name());
    return chain != null && chain.isAt(known.position());
  }

  /** What all groups are done with need not be sent; whoever comes later finds it in the log. */
  private static long stillToRead(Transaction read, TopicLog topic) {
    return FindGroups.in(read).stream()
        .filter(group -> group.head().topic().equals(topic.name()))
        .mapToLong(FindGroups.Known::lowWater)
        .min()
        .orElse(0);
  }

  private static Chain chain(Relayed relayed) {
    return new Chain(LaneCounts.of(relayed.partitions()), relayed.position());
  }

  /** Partitions that were added are left empty; those that are gone cannot be written to. */
  private static void requireAll(String destination, int then, int now) {
    if (now < then) {
      throw new TopicRefused(
          destination,
          Fault.SETTINGS,
          ("Topic '%s' has %d partitions, where it had %d; make it anew with as many, or change"
                  + " 'kafka.topic.prefix'")
              .formatted(destination, now, then));
    }
  }

  private static void requireSome(String destination, int partitions) {
    if (partitions < 1) {
      throw new TopicRefused(
          destination,
          Fault.REMOTE,
          "Topic '" + destination + "' has no partitions yet; it is asked again");
    }
  }

  private Leg leg(TopicLog topic, Relayed from) {
    Chain chain = chains.get(topic.name());
    var to = new Waybill.Destination(carrier.log(), from.destination(), from.partitions());
    List<BrokerMessage> messages = new ArrayList<>();
    long position = from.position();
    long bytes = 0;
    while (chain != null && bytes < MOST_BYTES && messages.size() < MOST_RECORDS) {
      List<LogRow> rows = topic.from(position + 1);
      if (rows.isEmpty()) {
        break;
      }
      for (LogRow row : rows) {
        bytes += add(row, position, to, chain, messages);
        position = row.last();
        chain.reach(position);
      }
    }
    return new Leg(topic.name(), from, position, messages);
  }

  private static long add(
      LogRow row, long behind, Waybill.Destination to, Chain chain, List<BrokerMessage> messages) {
    long bytes = 0;
    for (long at = Math.max(row.first(), behind + 1); at <= row.last(); at++) {
      if (!row.isRepeated(at)) {
        LoggedRecord record = row.at(at);
        List<Long> before = chain.add(record.key(), at);
        messages.add(Waybill.write(to, record, at, before));
        bytes += record.bytes().length;
      }
    }
    return bytes;
  }

  /**
   * Hands over what is to be sent; without those topics that are refused.
   *
   * @return whether anything was taken
   */
  private boolean send(Broker broker, List<Leg> legs) {
    try {
      carry(broker, legs);
      legs.forEach(leg -> refused.remove(leg.topic));
      return true;
    } catch (TopicRefused e) {
      List<Leg> others = legs.stream().filter(leg -> !leg.goesTo(e.topic())).toList();
      if (others.size() == legs.size()) {
        throw e;
      }
      legs.stream().filter(leg -> leg.goesTo(e.topic())).forEach(leg -> refuse(leg.topic, e));
      return !others.isEmpty() && send(broker, others);
    }
  }

  private void carry(Broker broker, List<Leg> legs) {
    List<BrokerMessage> all = legs.stream().flatMap(leg -> leg.messages.stream()).toList();
    Set<Integer> tooLong = all.isEmpty() ? Set.of() : broker.send(all);
    if (!tooLong.isEmpty()) {
      broker.send(tooLong.stream().map(all::get).map(Waybill::withoutRecord).toList());
    }
    store.inTransaction(
        transaction -> {
          legs.forEach(leg -> RelayRows.advance(transaction, leg.topic, leg.from, leg.position));
          return true;
        });
  }

  /** Why nothing was relayed for a while; empty when all is well. */
  Optional<String> trouble(Duration patience) {
    Throwable failure = trouble;
    Optional<String> sentence = on ? refused.sentence() : Optional.empty();
    if (sentence.isPresent()) {
      return sentence;
    }
    Duration since = Duration.ofNanos(System.nanoTime() - wellAt);
    return failure == null || !on || since.compareTo(patience) < 0
        ? Optional.empty()
        : Optional.of(
            "Records have not been relayed for %d seconds and wait in the database: %s"
                .formatted(since.toSeconds(), failure.getMessage()));
  }

  void close(Duration patience) throws InterruptedException {
    closed = true;
    on = false;
    numbered.set();
    thread.join(patience.toMillis());
  }

  private record Leg(String topic, Relayed from, long position, List<BrokerMessage> messages) {
    private boolean goesTo(String destination) {
      return from.destination().equals(destination);
    }
  }
}
