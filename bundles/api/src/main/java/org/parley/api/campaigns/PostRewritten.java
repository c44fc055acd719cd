// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A post that stands was rewritten and is to be changed on the network. The revision is the
 * idempotency key.
 *
 * @param revision which rewriting it is
 * @param post its id
 * @param account where it stands
 * @param connector the account's connector id
 * @param teaser what it is to be from now on
 */
public record PostRewritten(UUID revision, UUID post, UUID account, String connector, Teaser teaser)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.POSTS;
  }

  @Override
  public String type() {
    return "post.rewritten";
  }
}
