// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The first of some instants. */
final class Earliest {
  private Earliest() {}

  @SafeVarargs
  static Optional<Instant> of(Optional<Instant>... instants) {
    return Stream.of(instants).flatMap(Optional::stream).min(Comparator.naturalOrder());
  }
}
