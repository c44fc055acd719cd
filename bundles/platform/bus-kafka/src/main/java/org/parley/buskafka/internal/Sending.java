// SPDX-License-Identifier: Apache-2.0
package org.parley.buskafka.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.parley.api.broker.BrokerMessage;

/** Messages on their way to Kafka. */
final class Sending {
  private final Producer<byte[], byte[]> producer;
  private final List<BrokerMessage> messages;
  private final Map<Integer, Future<?>> sent = new TreeMap<>();
  private final Map<String, KafkaException> failed = new LinkedHashMap<>();

  Sending(Producer<byte[], byte[]> producer, List<BrokerMessage> messages) {
    this.producer = producer;
    this.messages = messages;
  }

  /**
   * Sends all and awaits all, also when one has failed: none is to arrive behind what is sent next.
   *
   * @return those, by index, that are too long
   */
  Set<Integer> send() {
    for (int i = 0;
        i < messages.size() && failed.values().stream().allMatch(Failures::isOfTopic);
        i++) {
      if (!failed.containsKey(topic(i))) {
        send(i);
      }
    }
    producer.flush();
    Set<Integer> tooLong = new TreeSet<>();
    Set<String> taken = new HashSet<>();
    sent.forEach((i, future) -> settle(i, future, tooLong, taken));
    requireNoFailure(taken);
    return tooLong;
  }

  private String topic(int message) {
    return messages.get(message).place().topic();
  }

  /** Where it is known at once that a topic is not taken, nothing more of it is sent. */
  private void send(int message) {
    Future<?> future = producer.send(record(messages.get(message)));
    sent.put(message, future);
    KafkaException failure = future.isDone() ? failure(future) : null;
    if (failure != null && !(failure instanceof RecordTooLargeException)) {
      failed.put(topic(message), failure);
    }
  }

  private void settle(int message, Future<?> future, Set<Integer> tooLong, Set<String> taken) {
    KafkaException failure = failure(future);
    if (failure == null) {
      taken.add(topic(message));
    } else if (failure instanceof RecordTooLargeException) {
      tooLong.add(message);
    } else {
      failed.putIfAbsent(topic(message), failure);
    }
  }

  /** A broker that takes all that there is of other topics is not away. */
  private void requireNoFailure(Set<String> taken) {
    taken.removeAll(failed.keySet());
    Optional<KafkaException> ofAll =
        failed.values().stream().filter(it -> !Failures.isOfTopic(it)).findFirst();
    if (ofAll.isPresent() && taken.isEmpty()) {
      throw Failures.of(ofAll.get());
    }
    failed.entrySet().stream()
        .findFirst()
        .ifPresent(
            each -> {
              throw Failures.refused(each.getKey(), each.getValue());
            });
  }

  private static @Nullable KafkaException failure(Future<?> sent) {
    try {
      KafkaBroker.await(sent);
      return null;
    } catch (KafkaException e) {
      return e;
    }
  }

  private static ProducerRecord<byte[], byte[]> record(BrokerMessage message) {
    var record =
        new ProducerRecord<byte[], byte[]>(
            message.place().topic(),
            message.place().partition(),
            message.key().getBytes(UTF_8),
            message.value().orElse(null));
    message.headers().forEach((name, said) -> record.headers().add(name, said.getBytes(UTF_8)));
    return record;
  }
}
