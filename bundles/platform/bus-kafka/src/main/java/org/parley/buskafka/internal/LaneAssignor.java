// SPDX-License-Identifier: Apache-2.0
package org.parley.buskafka.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives members whole lanes, as many to each as can be; a group that has but one lane goes to a hub
 * by its name, so that several groups are spread. Made by Kafka's client.
 */
public final class LaneAssignor implements ConsumerPartitionAssignor, Configurable {
  static final String LANES = "parley.lanes";

  private int lanes = 1;
  private String group = "";

  /** For Kafka's client. */
  public LaneAssignor() {}

  @Override
  public void configure(Map<String, ?> settings) {
    lanes = Integer.parseInt(String.valueOf(settings.get(LANES)));
    group = String.valueOf(settings.get(ConsumerConfig.GROUP_ID_CONFIG));
  }

  /** Who counts otherwise may not join. */
  @Override
  public String name() {
    return "parley-lanes-" + lanes;
  }

  @Override
  public GroupAssignment assign(Cluster cluster, GroupSubscription subscriptions) {
    List<String> members = subscriptions.groupSubscription().keySet().stream().sorted().toList();
    List<TopicPartition> all =
        subscriptions.groupSubscription().values().stream()
            .flatMap(member -> member.topics().stream())
            .distinct()
            .flatMap(topic -> cluster.partitionsForTopic(topic).stream())
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    Map<String, Assignment> assignments = new HashMap<>();
    for (int i = 0; i < members.size(); i++) {
      int turn = i;
      assignments.put(
          members.get(i),
          new Assignment(
              all.stream()
                  .filter(found -> turn(found.partition(), members.size()) == turn)
                  .toList()));
    }
    return new GroupAssignment(assignments);
  }

  private int turn(int partition, int members) {
    return Math.floorMod(group.hashCode() + partition % lanes, members);
  }
}
