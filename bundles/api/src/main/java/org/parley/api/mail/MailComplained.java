// SPDX-License-Identifier: Apache-2.0
package org.parley.api.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.Personal;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * Somebody called a mail of ours spam.
 *
 * @param mail its id, where the system tells
 * @param mailing the mailing that it belongs to, if any
 * @param address whose, where the system tells
 * @param at when
 */
public record MailComplained(
    Optional<UUID> mail, Optional<UUID> mailing, @Personal Optional<String> address, Instant at)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.MAIL;
  }

  @Override
  public String type() {
    return "mail.complained";
  }
}
