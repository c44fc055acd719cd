// SPDX-License-Identifier: Apache-2.0
package org.parley.api.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * The gateway has taken a mail over.
 *
 * @param mail its id
 * @param mailing the mailing that it belongs to, if any
 * @param messageId what the gateway calls it
 * @param at when
 */
public record MailSent(UUID mail, Optional<UUID> mailing, String messageId, Instant at)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.MAIL;
  }

  @Override
  public String type() {
    return "mail.sent";
  }
}
