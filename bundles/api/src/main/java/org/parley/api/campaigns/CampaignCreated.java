// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A campaign was set up or renamed.
 *
 * @param campaign its id
 * @param name what people call it
 */
public record CampaignCreated(UUID campaign, String name) implements RecordData {
  @Override
  public String topic() {
    return Topics.CAMPAIGNS;
  }

  @Override
  public String type() {
    return "campaign.created";
  }
}
