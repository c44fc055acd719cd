// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A teaser is to be published now. The post's id is the idempotency key.
 *
 * @param post its id
 * @param account where
 * @param connector the account's connector id, such as {@code sandbox-network}
 * @param teaser what
 */
public record PostRequested(UUID post, UUID account, String connector, Teaser teaser)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.POSTS;
  }

  @Override
  public String type() {
    return "post.requested";
  }
}
