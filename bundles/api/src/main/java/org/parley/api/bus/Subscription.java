// SPDX-License-Identifier: Apache-2.0
package org.parley.api.bus;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * What a group reads.
 *
 * @param group the reader's lasting name, such as {@code profiling.join-interactions}; its position
 *     survives restarts and updates
 * @param topic the topic it reads
 * @param types the record types that it wants; empty for all
 * @param parallelism how many records of different keys may be in its hands at once
 */
public record Subscription(String group, String topic, Set<String> types, int parallelism) {
  public Subscription {
    requireNonNull(group);
    requireNonNull(topic);
    types = Set.copyOf(types);
    if (parallelism < 1) {
      throw new IllegalArgumentException("A group's parallelism is at least 1, not " + parallelism);
    }
  }

  /** Reads the given types of a topic, one record at a time. */
  public static Subscription of(String group, String topic, String... types) {
    return new Subscription(group, topic, Set.of(types), 1);
  }

  /** The same group with several records of different keys in its hands at once. */
  public Subscription parallel(int records) {
    return new Subscription(group, topic, types, records);
  }
}
