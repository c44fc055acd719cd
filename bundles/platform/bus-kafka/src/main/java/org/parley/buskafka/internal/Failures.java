// SPDX-License-Identifier: Apache-2.0
package org.parley.buskafka.internal;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.broker.TopicRefused;

/** Tells what concerns one topic from what concerns all, and who must act. */
final class Failures {
  private static final Map<Class<? extends KafkaException>, Fault> OF_A_TOPIC =
      Map.ofEntries(
          Map.entry(TopicAuthorizationException.class, Fault.CREDENTIALS),
          Map.entry(InvalidTopicException.class, Fault.SETTINGS),
          Map.entry(InvalidConfigurationException.class, Fault.SETTINGS),
          Map.entry(InvalidPartitionsException.class, Fault.SETTINGS),
          Map.entry(InvalidReplicationFactorException.class, Fault.SETTINGS),
          Map.entry(InvalidTimestampException.class, Fault.SETTINGS),
          Map.entry(PolicyViolationException.class, Fault.SETTINGS),
          Map.entry(NotEnoughReplicasException.class, Fault.REMOTE),
          Map.entry(NotEnoughReplicasAfterAppendException.class, Fault.REMOTE),
          Map.entry(UnknownTopicOrPartitionException.class, Fault.REMOTE));

  private Failures() {}

  /** Of a call that was about one topic. */
  static ParleyException of(String topic, KafkaException failure) {
    return isOfTopic(failure) ? refused(topic, failure) : of(failure);
  }

  /** Of a call that was about all topics. */
  static ParleyException of(KafkaException failure) {
    return failure instanceof AuthenticationException || failure instanceof AuthorizationException
        ? new ParleyException(
            Fault.CREDENTIALS, "Kafka refuses this hub: " + failure.getMessage(), failure)
        : new ParleyException(
            Fault.REMOTE, "Kafka cannot be reached: " + failure.getMessage(), failure);
  }

  static TopicRefused refused(String topic, KafkaException failure) {
    return new TopicRefused(
        topic,
        faultOfTopic(failure).orElse(Fault.REMOTE),
        "Kafka does not take topic '" + topic + "': " + failure.getMessage());
  }

  static boolean isOfTopic(KafkaException failure) {
    return faultOfTopic(failure).isPresent();
  }

  /** The client says of some topics that they took too long, and why as the cause of that. */
  private static Optional<Fault> faultOfTopic(KafkaException failure) {
    return OF_A_TOPIC.entrySet().stream()
        .filter(it -> it.getKey().isInstance(failure) || it.getKey().isInstance(failure.getCause()))
        .findFirst()
        .map(Map.Entry::getValue);
  }
}
