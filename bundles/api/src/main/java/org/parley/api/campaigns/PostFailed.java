// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A teaser will not be published unless somebody acts.
 *
 * @param post its id
 * @param account where it should have gone
 * @param fault who must act
 * @param reason one sentence for a person
 */
public record PostFailed(UUID post, UUID account, Fault fault, String reason)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.POSTS;
  }

  @Override
  public String type() {
    return "post.failed";
  }
}
