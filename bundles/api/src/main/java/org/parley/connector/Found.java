// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.util.Objects.requireNonNull;

import org.parley.api.bus.RecordData;

/**
 * One thing that a system told.
 *
 * @param key what the system calls it or makes of it a fact of its own, such as a guid or an id
 *     with its version; one that the account has told before is dropped
 * @param about the identity of what it is about, which orders it on the bus: a lead, a conversation
 * @param data what is said; of the topic of the source's capability
 */
public record Found(String key, String about, RecordData data) {
  public Found {
    requireNonNull(data);
    if (key.isBlank() || about.isBlank()) {
      throw new IllegalArgumentException("A find has a key and is about something");
    }
  }
}
