// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Set;
import java.util.UUID;

/**
 * Which live profiles a person has said to be two people.
 *
 * @param pairs two ids each
 */
record Apart(Set<Set<UUID>> pairs) {
  static final Apart NONE = new Apart(Set.of());

  Apart {
    pairs = Set.copyOf(pairs);
  }

  boolean keeps(UUID one, UUID other) {
    return !one.equals(other) && pairs.contains(Set.of(one, other));
  }
}
