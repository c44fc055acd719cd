// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A message will go to an account; its short link is being made.
 *
 * @param post its id
 * @param campaign which
 * @param message which
 * @param account where
 * @param connector the account's connector id
 */
public record PostPlanned(UUID post, UUID campaign, UUID message, UUID account, String connector)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.POSTS;
  }

  @Override
  public String type() {
    return "post.planned";
  }
}
