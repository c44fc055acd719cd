// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

/**
 * How far a lane of a group has durably come.
 *
 * @param lane from 0
 * @param lanes how many the group has
 * @param position everything of the lane up to here is done or open
 * @param version moves on with every write
 */
record LaneState(int lane, int lanes, long position, long version) {
  boolean takes(String key) {
    return laneOf(key, lanes) == lane;
  }

  /** In which of so many lanes, or partitions, the records of a key are. */
  static int laneOf(String key, int lanes) {
    return Math.floorMod(key.hashCode(), lanes);
  }
}
