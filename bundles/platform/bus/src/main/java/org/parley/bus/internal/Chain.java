// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Links the records of a topic, for whatever number of lanes: each says which position came before
 * it in its lane. So a reader knows of itself whether it has missed something, whatever became of
 * the broker and its offsets.
 */
final class Chain {
  private final LaneCounts counts;
  private final List<long[]> last = new ArrayList<>();
  private long reached;

  /**
   * @param from where it begins; whatever lies before is not spoken of
   */
  Chain(LaneCounts counts, long from) {
    this.counts = counts;
    this.reached = from;
    for (int lanes : counts.all()) {
      long[] positions = new long[lanes];
      Arrays.fill(positions, from);
      last.add(positions);
    }
  }

  /**
   * Adds a record.
   *
   * @return for each number of lanes, a position behind which its lane holds nothing up to it
   */
  List<Long> add(String key, long position) {
    List<Long> before = new ArrayList<>();
    for (int i = 0; i < last.size(); i++) {
      int lane = LaneState.laneOf(key, counts.all().get(i));
      before.add(last.get(i)[lane]);
      last.get(i)[lane] = position;
    }
    return before;
  }

  /** Everything up to here is linked; what was left out has no place in any lane. */
  void reach(long position) {
    reached = position;
  }

  /** Up to where it links. Behind any other position it would leave out what lies between. */
  boolean isAt(long position) {
    return reached == position;
  }
}
