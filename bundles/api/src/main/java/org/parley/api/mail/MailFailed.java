// SPDX-License-Identifier: Apache-2.0
package org.parley.api.mail;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.Personal;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A mail will not be sent unless somebody acts.
 *
 * @param mail its id
 * @param mailing the mailing that it belongs to, if any
 * @param reason one sentence for a person
 * @param at when
 */
public record MailFailed(UUID mail, Optional<UUID> mailing, @Personal String reason, Instant at)
    implements RecordData {
  public MailFailed {
    reason = requireNonNullElse(reason, "");
  }

  @Override
  public String topic() {
    return Topics.MAIL;
  }

  @Override
  public String type() {
    return "mail.failed";
  }
}
