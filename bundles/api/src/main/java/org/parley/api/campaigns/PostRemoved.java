// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.time.Instant;
import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A post stands on the network no longer, as was asked for.
 *
 * @param post its id
 * @param account where it stood
 * @param at since when
 */
public record PostRemoved(UUID post, UUID account, Instant at) implements RecordData {
  @Override
  public String topic() {
    return Topics.POSTS;
  }

  @Override
  public String type() {
    return "post.removed";
  }
}
