// SPDX-License-Identifier: Apache-2.0
package org.parley.api.mail;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * One mail to one person is to be sent now. The mail's id is the idempotency key and part of its
 * Message-ID.
 *
 * @param mail its id
 * @param account the email account that sends it; empty for the hub's default one
 * @param mailing the mailing that it belongs to; empty for a mail that a person asked for, such as
 *     a confirmation
 * @param profile whom it goes to, when known
 * @param purpose the consent purpose that it is sent for, which must still stand when it goes out;
 *     empty for a mail that needs none, such as a confirmation
 * @param address the recipient's address
 * @param subject its subject
 * @param text the plain text
 * @param html the same as HTML
 * @param unsubscribe the one-click address (RFC 8058), always there for a mailing
 * @param language of the content
 */
public record MailRequested(
    UUID mail,
    Optional<UUID> account,
    Optional<UUID> mailing,
    Optional<UUID> profile,
    Optional<String> purpose,
    String address,
    String subject,
    String text,
    Optional<String> html,
    Optional<URI> unsubscribe,
    Locale language)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.MAIL;
  }

  @Override
  public String type() {
    return "mail.requested";
  }
}
