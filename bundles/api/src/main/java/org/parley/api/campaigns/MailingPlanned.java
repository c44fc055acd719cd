// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A message will be mailed to an audience; its short link is being made.
 *
 * @param mailing its id
 * @param campaign which
 * @param message which
 * @param purpose the consent purpose that its audience has given
 */
public record MailingPlanned(UUID mailing, UUID campaign, UUID message, String purpose)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.CAMPAIGNS;
  }

  @Override
  public String type() {
    return "mailing.planned";
  }
}
