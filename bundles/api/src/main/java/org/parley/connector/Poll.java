// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * One asking for what is new.
 *
 * @param cursor what the last answer came to; empty the first time
 * @param now the hub's time
 */
public record Poll(Optional<String> cursor, Instant now) {
  public Poll {
    requireNonNull(cursor);
    requireNonNull(now);
  }
}
