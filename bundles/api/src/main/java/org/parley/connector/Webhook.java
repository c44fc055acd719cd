// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A call by the system, its signature verified.
 *
 * @param headers with their names in lower case
 * @param body as text
 * @param at when it came
 */
public record Webhook(Map<String, String> headers, String body, Instant at) {
  public Webhook {
    headers = Map.copyOf(headers);
    requireNonNull(body);
    requireNonNull(at);
  }

  /** A header by its name in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
