// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Map;
import java.util.UUID;

/**
 * A live profile that something points at.
 *
 * @param proven how many verified identifiers of each sort it holds; weak ones do not count
 */
record Holder(UUID id, boolean identified, Remember remember, Map<String, Integer> proven) {
  Holder {
    proven = Map.copyOf(proven);
  }

  Holder proving(Map<String, Integer> known) {
    return new Holder(id, identified, remember, known);
  }

  boolean declines() {
    return remember == Remember.NO;
  }
}
