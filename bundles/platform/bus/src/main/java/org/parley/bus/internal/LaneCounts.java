// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Into how many lanes a topic of so many partitions can be cut: a lane consists of whole partitions
 * only where its number divides theirs, and then the hash of a key tells the one and the other.
 *
 * @param all from 1 up
 */
record LaneCounts(List<Integer> all) {
  static LaneCounts of(int partitions) {
    return new LaneCounts(
        IntStream.rangeClosed(1, partitions).filter(it -> partitions % it == 0).boxed().toList());
  }

  /** As many lanes as can be, but not more than that. */
  int fit(int most) {
    return all.stream().filter(count -> count <= most).reduce(1, Math::max);
  }
}
