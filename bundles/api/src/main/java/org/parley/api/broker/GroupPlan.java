// SPDX-License-Identifier: Apache-2.0
package org.parley.api.broker;

import static java.util.Objects.requireNonNull;

/**
 * What a group reads at a broker. A lane is read by one member; it consists of all partitions whose
 * number divided by the number of lanes leaves the number of the lane.
 *
 * @param group its name there
 * @param topic the topic there
 * @param lanes how many lanes it has; all members say the same
 */
public record GroupPlan(String group, String topic, int lanes) {
  public GroupPlan {
    requireNonNull(group);
    requireNonNull(topic);
    if (lanes < 1) {
      throw new IllegalArgumentException("A group has at least 1 lane, not " + lanes);
    }
  }
}
