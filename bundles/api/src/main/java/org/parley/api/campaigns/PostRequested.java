// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.util.Optional;
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
 * @param follows the post that it goes on from in a thread; both are to lie under one partition
 *     key, that of the first
 */
public record PostRequested(
    UUID post, UUID account, String connector, Teaser teaser, Optional<UUID> follows)
    implements RecordData {
  /** One that stands by itself. */
  public PostRequested(UUID post, UUID account, String connector, Teaser teaser) {
    this(post, account, connector, teaser, Optional.empty());
  }

  @Override
  public String topic() {
    return Topics.POSTS;
  }

  @Override
  public String type() {
    return "post.requested";
  }
}
