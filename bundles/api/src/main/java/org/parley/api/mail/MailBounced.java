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
 * A mail came back.
 *
 * @param mail its id
 * @param mailing the mailing that it belongs to, if any
 * @param reason what the other side said
 * @param at when
 * @param lasting whether the address will never take one, where the system tells
 * @param address whose, where the system tells
 */
public record MailBounced(
    UUID mail,
    Optional<UUID> mailing,
    @Personal String reason,
    Instant at,
    Optional<Boolean> lasting,
    @Personal Optional<String> address)
    implements RecordData {
  public MailBounced {
    reason = requireNonNullElse(reason, "");
  }

  @Override
  public String topic() {
    return Topics.MAIL;
  }

  @Override
  public String type() {
    return "mail.bounced";
  }
}
