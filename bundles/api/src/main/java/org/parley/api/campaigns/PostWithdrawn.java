// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A post that stands is to be taken back from the network.
 *
 * @param post its id
 * @param account where it stands
 * @param connector the account's connector id
 */
public record PostWithdrawn(UUID post, UUID account, String connector) implements RecordData {
  @Override
  public String topic() {
    return Topics.POSTS;
  }

  @Override
  public String type() {
    return "post.withdrawn";
  }
}
