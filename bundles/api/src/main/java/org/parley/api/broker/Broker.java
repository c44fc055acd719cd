// SPDX-License-Identifier: Apache-2.0
package org.parley.api.broker;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A broker: topics in partitions, each in the order in which it was written, and groups whose
 * members share the partitions of a topic among them. May be used from any thread.
 */
@ProviderType
public interface Broker extends AutoCloseable {
  /**
   * How many partitions a topic has, which is made unless it is there. Blocks.
   *
   * @throws TopicRefused when the broker does not take the topic, whoever must act
   * @throws org.parley.api.ParleyException with fault {@code REMOTE} when the broker cannot be
   *     reached, {@code CREDENTIALS} when it refuses this hub
   */
  int partitions(String topic);

  /**
   * Hands messages over and returns when the broker has them for good, those of each partition in
   * this order. When it fails, some of them may be there. Blocks.
   *
   * @return those, by index, that the broker does not take because they are too long; all others
   *     are there
   * @throws TopicRefused when the broker does not take one of the topics; those of others may be
   *     there or not
   * @throws org.parley.api.ParleyException with fault {@code REMOTE} when the broker cannot be
   *     reached, {@code CREDENTIALS} when it refuses this hub
   */
  Set<Integer> send(List<BrokerMessage> messages);

  /**
   * Joins a group, from now on until the membership is closed; returns at once. While the broker is
   * away the member hears of nothing.
   */
  Membership join(GroupPlan plan, GroupMember member);

  /** Ends all memberships and whatever is under way. */
  @Override
  void close();
}
