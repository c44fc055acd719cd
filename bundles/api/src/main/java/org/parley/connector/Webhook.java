// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.net.URLDecoder;
import java.time.Instant;
import java.util.LinkedHashMap;
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

  /**
   * The body of a system that sends forms, by field; of a field that comes again the first.
   *
   * @throws IllegalArgumentException when it is none
   */
  public Map<String, String> form() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.putIfAbsent(
            URLDecoder.decode(pair.substring(0, equals), UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return fields;
  }
}
