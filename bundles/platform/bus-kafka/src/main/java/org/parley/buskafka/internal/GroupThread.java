// SPDX-License-Identifier: Apache-2.0
package org.parley.buskafka.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.parley.api.broker.BrokerMessage;
import org.parley.api.broker.GroupMember;
import org.parley.api.broker.GroupPlan;
import org.parley.api.broker.Membership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A member of a consumer group, on a thread of its own for as long as it is one. */
final class GroupThread implements Membership, ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(GroupThread.class);
  private static final Duration MOMENT = Duration.ofMillis(200);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);
  private static final int LOOKS_A_COMMIT = 5;

  private final GroupPlan plan;
  private final GroupMember member;
  private final Map<String, Object> settings;
  private final Consumer<GroupThread> ended;
  private final Thread thread;
  private final Map<Integer, Set<TopicPartition>> lanes = new TreeMap<>();
  private final Set<Integer> open = new TreeSet<>();
  private final Set<Integer> lateLanes = new TreeSet<>();
  private final Map<Integer, Long> told = new HashMap<>();
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
  private volatile boolean closed;
  private boolean troubled;
  private long looked = System.nanoTime();
  private int looks;

  /**
   * @param ended told when it is a member no more
   */
  GroupThread(
      GroupPlan plan,
      GroupMember member,
      Map<String, Object> settings,
      Consumer<GroupThread> ended) {
    this.plan = plan;
    this.member = member;
    this.settings = settings;
    this.ended = ended;
    this.thread = new Thread(this::run, "bus-kafka-" + plan.group());
    thread.setDaemon(true);
    thread.setContextClassLoader(KafkaConsumer.class.getClassLoader());
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        member();
      } catch (WakeupException | InterruptException e) {
        continue; // it is closed
      } catch (RuntimeException e) {
        if (!closed) {
          rest(e);
        }
      }
    }
    member.troubled(Optional.empty());
    ended.accept(this);
  }

  private void rest(RuntimeException trouble) {
    if (!troubled) {
      LOG.warn("Group {} cannot be read for the moment; it is tried again", plan.group(), trouble);
    }
    troubled = true;
    member.troubled(Optional.of("Kafka says: " + trouble.getMessage()));
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void member() {
    KafkaConsumer<byte[], byte[]> joined = new KafkaConsumer<>(settings);
    try {
      consumer = joined;
      joined.subscribe(List.of(plan.topic()), this);
      while (!closed) {
        round(joined);
        recovered();
      }
    } finally {
      consumer = null;
      end(joined);
    }
  }

  private void recovered() {
    if (troubled && lateLanes.isEmpty()) {
      troubled = false;
      member.troubled(Optional.empty());
    }
  }

  /** Lanes end here in any case, whether the broker hears of it or not. */
  private void end(KafkaConsumer<byte[], byte[]> left) {
    try {
      left.close(CloseOptions.timeout(LAST_PATIENCE));
    } finally {
      revokeAll();
    }
  }

  private void round(KafkaConsumer<byte[], byte[]> from) {
    from.poll(MOMENT).forEach(record -> member.received(lane(record.partition()), message(record)));
    if (System.nanoTime() - looked >= LOOK.toNanos()) {
      looked = System.nanoTime();
      look(from);
    }
    regulate(from);
  }

  private void look(KafkaConsumer<byte[], byte[]> from) {
    lanes.keySet().forEach(this::openUnlessOpen);
    tellWhoIsAtTheEnd(from);
    if (++looks % LOOKS_A_COMMIT == 0) {
      from.commitAsync(firstOpen(from), (places, failure) -> {}); // a hint: the next comes soon
    }
  }

  private int lane(int partition) {
    return partition % plan.lanes();
  }

  private BrokerMessage message(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), text(header.value()));
    }
    return new BrokerMessage(
        new BrokerMessage.Place(record.topic(), record.partition(), record.offset()),
        text(record.key()),
        headers,
        Optional.ofNullable(record.value()));
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, UTF_8);
  }

  /** Nothing is fetched for a lane that is not open yet or has no room. */
  private void regulate(KafkaConsumer<byte[], byte[]> from) {
    Set<TopicPartition> paused = from.paused();
    lanes.forEach(
        (lane, partitions) ->
            partitions.forEach(
                partition -> {
                  boolean full = !open.contains(lane) || member.isFull(lane, partition.partition());
                  if (full && !paused.contains(partition)) {
                    from.pause(List.of(partition));
                  } else if (!full && paused.contains(partition)) {
                    from.resume(List.of(partition));
                  }
                }));
  }

  /** What was relayed is asked first, and where the partitions end after that. */
  private void tellWhoIsAtTheEnd(KafkaConsumer<byte[], byte[]> from) {
    long relayed = member.relayed();
    Set<Integer> behind = new TreeSet<>(open);
    behind.removeIf(lane -> told.getOrDefault(lane, -1L) >= relayed);
    if (behind.isEmpty()) {
      return;
    }
    Map<TopicPartition, Long> ends = ends(from);
    for (int lane : behind) {
      boolean atEnd =
          lanes.getOrDefault(lane, Set.of()).stream()
              .allMatch(it -> ends.containsKey(it) && from.position(it, LOOK) >= ends.get(it));
      if (atEnd) {
        member.caughtUp(lane, relayed);
        told.put(lane, relayed);
      }
    }
  }

  private static Map<TopicPartition, Long> ends(KafkaConsumer<byte[], byte[]> from) {
    try {
      return from.endOffsets(from.assignment(), LOOK);
    } catch (TimeoutException e) {
      return Map.of();
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> firstOpen(KafkaConsumer<byte[], byte[]> from) {
    Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
    for (int lane : open) {
      for (TopicPartition partition : lanes.getOrDefault(lane, Set.of())) {
        long place =
            member
                .firstOpen(lane, partition.partition())
                .orElseGet(() -> from.position(partition, LOOK));
        places.put(partition, new OffsetAndMetadata(place));
      }
    }
    return places;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      lanes.computeIfAbsent(lane(partition.partition()), any -> new HashSet<>()).add(partition);
    }
    lanes.keySet().forEach(this::openUnlessOpen);
    KafkaConsumer<byte[], byte[]> from = consumer;
    if (from != null) {
      regulate(from);
    }
  }

  private void openUnlessOpen(int lane) {
    if (open.contains(lane)) {
      return;
    }
    try {
      member.assigned(lane);
      open.add(lane);
      lateLanes.remove(lane);
    } catch (RuntimeException e) {
      if (lateLanes.add(lane)) {
        LOG.warn("Lane {} of group {} is opened a moment later", lane, plan.group(), e);
      }
      troubled = true;
      member.troubled(Optional.of("Lane " + lane + " cannot be opened: " + e.getMessage()));
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    revokeAll();
  }

  /** Kafka's client hands all back whenever members come or go. */
  private void revokeAll() {
    for (int lane : Set.copyOf(open)) {
      member.revoked(lane);
      open.remove(lane);
    }
    lanes.clear();
    lateLanes.clear();
    told.clear();
  }

  @Override
  public void close() {
    closed = true;
    KafkaConsumer<byte[], byte[]> now = consumer;
    if (now != null) {
      now.wakeup();
    }
  }

  void awaitEnd() {
    try {
      thread.join(2 * LAST_PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
