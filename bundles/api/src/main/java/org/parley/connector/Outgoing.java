// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.UUID;

/**
 * What a sink is to hand over.
 *
 * @param key the idempotency key: the same for every attempt, and for nothing else
 * @param content what it is about
 * @param prepared what the prepare route came to; empty without one
 */
public record Outgoing<T>(UUID key, T content, Map<String, String> prepared) {
  public Outgoing {
    requireNonNull(key);
    requireNonNull(content);
    prepared = Map.copyOf(prepared);
  }
}
