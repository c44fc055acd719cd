// SPDX-License-Identifier: Apache-2.0
package org.parley.api.broker;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a broker is reached, and how topics are made there.
 *
 * @param servers the first ones to ask: {@code kafka-1:9092,kafka-2:9092}
 * @param partitions into how many partitions a topic is cut when it is made
 * @param copies how many copies are kept of a topic that is made; the broker's default when not
 *     positive
 * @param retention how long the broker keeps records of a topic that is made
 * @param propertiesFile a file of further settings of the client, relative to the hub's settings;
 *     empty for none
 */
public record BrokerSettings(
    String servers, int partitions, int copies, Duration retention, String propertiesFile) {
  public BrokerSettings {
    requireNonNull(servers);
    requireNonNull(retention);
    requireNonNull(propertiesFile);
    if (partitions < 1) {
      throw new IllegalArgumentException("A topic has at least 1 partition, not " + partitions);
    }
  }
}
