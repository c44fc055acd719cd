// SPDX-License-Identifier: Apache-2.0
package org.parley.api.broker;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * Something that a broker carries.
 *
 * @param place where it lies
 * @param key what may not be parted
 * @param headers what is said about it
 * @param value the bytes, not to be changed; empty for a message that has none
 */
public record BrokerMessage(
    Place place, String key, Map<String, String> headers, Optional<byte[]> value) {
  public BrokerMessage {
    requireNonNull(place);
    requireNonNull(key);
    headers = Map.copyOf(headers);
    requireNonNull(value);
  }

  /**
   * @param topic its name at the broker
   * @param partition from 0
   * @param offset within the partition; -1 before it is there
   */
  public record Place(String topic, int partition, long offset) {}
}
