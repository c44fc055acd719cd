// SPDX-License-Identifier: Apache-2.0
package org.parley.api.bus;

import static java.util.Objects.requireNonNull;

/**
 * What a record says whose type this hub does not know, such as one written by a newer hub. Only
 * readers that ask for all types of a topic ever meet it.
 *
 * @param json the data as it was written
 */
public record UnknownData(String topic, String type, String json) implements RecordData {
  public UnknownData {
    requireNonNull(topic);
    requireNonNull(type);
    requireNonNull(json);
  }
}
