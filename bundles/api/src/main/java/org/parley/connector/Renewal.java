// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What asking a system to call the hub came to.
 *
 * @param until when the system stops calling unless it is asked again; empty when it does not stop
 * @param facts what is needed to ask again, such as the id of the subscription
 */
public record Renewal(Optional<Instant> until, Map<String, String> facts) {
  public Renewal {
    requireNonNull(until);
    facts = Map.copyOf(facts);
  }

  /** It calls until then. */
  public static Renewal until(Instant end) {
    return new Renewal(Optional.of(end), Map.of());
  }

  /**
   * What is asked.
   *
   * @param hook the address that the system is to call
   * @param last what the last asking came to
   * @param now the hub's time
   */
  public record Asked(URI hook, Optional<Renewal> last, Instant now) {
    public Asked {
      requireNonNull(hook);
      requireNonNull(last);
      requireNonNull(now);
    }
  }
}
