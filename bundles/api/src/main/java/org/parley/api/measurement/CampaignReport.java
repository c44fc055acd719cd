// SPDX-License-Identifier: Apache-2.0
package org.parley.api.measurement;

import java.util.List;
import java.util.UUID;

/**
 * What became of a campaign: the chain from post to sale, network by network.
 *
 * @param campaign its id
 * @param name what people call it
 * @param networks one row each, by name
 * @param total the sums; a visitor who came by two networks counts twice in them
 */
public record CampaignReport(
    UUID campaign, String name, List<NetworkFigures> networks, NetworkFigures total) {
  public CampaignReport {
    networks = List.copyOf(networks);
  }
}
