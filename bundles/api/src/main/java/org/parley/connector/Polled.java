// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What an asking brought. The hub stores the finds that it has not seen before and the cursor
 * together or not at all.
 *
 * @param finds in the order in which they happened
 * @param cursor where the next asking goes on, in the connector's own words; empty keeps the last
 * @param more whether the system has more at once
 */
public record Polled(List<Found> finds, Optional<String> cursor, boolean more) {
  public Polled {
    finds = List.copyOf(finds);
    requireNonNull(cursor);
  }

  /** All that there was, and where to go on. */
  public static Polled of(List<Found> finds, String cursor) {
    return new Polled(finds, Optional.of(cursor), false);
  }

  /** Nothing is new. */
  public static Polled nothing() {
    return new Polled(List.of(), Optional.empty(), false);
  }
}
