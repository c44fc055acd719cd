// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a sink is to hand over.
 *
 * @param key the idempotency key: the same for every attempt, and for nothing else
 * @param content what it is about
 * @param on what stands there and this is done to: the post that is changed or taken back, the one
 *     that a thread goes on from, what is answered; empty where nothing is
 * @param prepared what the prepare route came to; empty without one
 */
public record Outgoing<T>(
    UUID key, T content, Optional<Standing> on, Map<String, String> prepared) {
  public Outgoing {
    requireNonNull(key);
    requireNonNull(content);
    requireNonNull(on);
    prepared = Map.copyOf(prepared);
  }
}
