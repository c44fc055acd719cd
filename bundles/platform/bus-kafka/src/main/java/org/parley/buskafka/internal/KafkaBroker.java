// SPDX-License-Identifier: Apache-2.0
package org.parley.buskafka.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.broker.Broker;
import org.parley.api.broker.BrokerMessage;
import org.parley.api.broker.BrokerSettings;
import org.parley.api.broker.GroupMember;
import org.parley.api.broker.GroupPlan;
import org.parley.api.broker.Membership;

/** The way to Kafka; its clients are made when they are first needed. */
final class KafkaBroker implements Broker {
  /** The clients end each call before, by their own settings. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(5);

  private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);

  private final BrokerSettings settings;
  private final ClientSettings clients;
  private final Set<GroupThread> members = ConcurrentHashMap.newKeySet();
  private @Nullable Producer<byte[], byte[]> producer;
  private @Nullable Admin admin;
  private boolean closed;

  KafkaBroker(BrokerSettings settings, ClientSettings clients) {
    this.settings = settings;
    this.clients = clients;
  }

  @Override
  public int partitions(String topic) {
    try {
      return count(topic)
          .or(() -> make(topic))
          .or(() -> count(topic))
          .orElseThrow(
              () -> new UnknownTopicOrPartitionException("It was made and is not told of yet"));
    } catch (KafkaException e) {
      throw Failures.of(topic, e);
    }
  }

  /** Empty when the topic is not there, or nothing is known of its partitions yet. */
  private Optional<Integer> count(String topic) {
    try {
      Map<String, TopicDescription> found =
          await(admin().describeTopics(List.of(topic)).allTopicNames());
      int all = found.values().stream().mapToInt(each -> each.partitions().size()).sum();
      return all > 0 ? Optional.of(all) : Optional.empty();
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.empty();
    }
  }

  private synchronized Admin admin() {
    requireOpen();
    if (admin == null) {
      admin = ClientSettings.inOwnView(() -> Admin.create(clients.ofAdmin()));
    }
    return admin;
  }

  /**
   * Makes a topic unless another hub has just done so.
   *
   * @return how many partitions it was made with
   */
  private Optional<Integer> make(String topic) {
    Optional<Short> copies =
        settings.copies() > 0 ? Optional.of((short) settings.copies()) : Optional.empty();
    NewTopic wished =
        new NewTopic(topic, Optional.of(settings.partitions()), copies)
            .configs(
                Map.of(
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(settings.retention().toMillis()),
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(ClientSettings.LONGEST_MESSAGE)));
    try {
      await(admin().createTopics(List.of(wished)).all());
      return Optional.of(settings.partitions());
    } catch (TopicExistsException e) {
      return Optional.empty();
    }
  }

  static <T> T await(Future<T> future) {
    try {
      return future.get(LONGEST_CALL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("It does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("It is not waited for any more", e);
    }
  }

  @Override
  public Set<Integer> send(List<BrokerMessage> messages) {
    try {
      return new Sending(producer(), messages).send();
    } catch (KafkaException e) {
      throw Failures.of(e);
    }
  }

  private synchronized Producer<byte[], byte[]> producer() {
    requireOpen();
    if (producer == null) {
      producer = ClientSettings.inOwnView(() -> new KafkaProducer<>(clients.ofProducer()));
    }
    return producer;
  }

  private void requireOpen() {
    if (closed) {
      throw new ParleyException(Fault.HUB, "The way to Kafka is closed");
    }
  }

  @Override
  public Membership join(GroupPlan plan, GroupMember member) {
    GroupThread joined = new GroupThread(plan, member, clients.ofMember(plan), members::remove);
    members.add(joined);
    joined.start();
    return joined;
  }

  @Override
  public void close() {
    Producer<byte[], byte[]> last;
    Admin asked;
    synchronized (this) {
      closed = true;
      asked = admin;
      admin = null;
      last = producer;
      producer = null;
    }
    List<GroupThread> leaving = List.copyOf(members);
    leaving.forEach(GroupThread::close);
    leaving.forEach(GroupThread::awaitEnd);
    if (last != null) {
      last.close(LAST_PATIENCE);
    }
    if (asked != null) {
      asked.close(LAST_PATIENCE);
    }
  }
}
