// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.UUID;

/**
 * Two profiles, whichever was named first.
 *
 * @param elder the lesser id
 * @param younger the greater id
 */
record Pair(UUID elder, UUID younger) {
  static Pair of(UUID one, UUID other) {
    return Order.IDS.compare(one, other) < 0 ? new Pair(one, other) : new Pair(other, one);
  }
}
