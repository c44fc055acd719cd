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
 * A mail may or may not have been sent: the hub or the gateway stopped in between. It waits for a
 * person; should it be replayed, {@code mail.sent} or {@code mail.failed} follows.
 *
 * @param mail its id
 * @param mailing the mailing that it belongs to, if any
 * @param reason one sentence for a person
 * @param at when this was found
 */
public record MailUnclear(UUID mail, Optional<UUID> mailing, @Personal String reason, Instant at)
    implements RecordData {
  public MailUnclear {
    reason = requireNonNullElse(reason, "");
  }

  @Override
  public String topic() {
    return Topics.MAIL;
  }

  @Override
  public String type() {
    return "mail.unclear";
  }
}
