// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * The mails of a mailing are to be written, some hundred at a time: each time for the recipients
 * after the one that was last.
 *
 * @param mailing its id
 * @param after the profile of the last recipient that has a mail; empty at the start
 */
public record MailingRequested(UUID mailing, Optional<UUID> after) implements RecordData {
  @Override
  public String topic() {
    return Topics.CAMPAIGNS;
  }

  @Override
  public String type() {
    return "mailing.requested";
  }
}
