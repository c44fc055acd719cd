// SPDX-License-Identifier: Apache-2.0
package org.parley.api.mail;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.Personal;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;
import org.parley.api.profiles.Identifier;

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
 * @param address the recipient's address; empty once the person was erased, as are subject and text
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
    @Personal String address,
    @Personal String subject,
    @Personal String text,
    @Personal Optional<String> html,
    @Personal Optional<URI> unsubscribe,
    Locale language)
    implements RecordData {
  public MailRequested {
    address = requireNonNullElse(address, "");
    subject = requireNonNullElse(subject, "");
    text = requireNonNullElse(text, "");
  }

  /** Whether the person was erased meanwhile: it is not to be sent. */
  public boolean isErased() {
    return address.isEmpty();
  }

  /** That of all mails to the address, so that they are in order, and erased with the person. */
  public String partitionKey() {
    return new Identifier(Identifier.Kind.EMAIL, address, Optional.empty(), false).partitionKey();
  }

  /**
   * The record that asks for this mail, about the mail and in order with all others to its address.
   *
   * @param source the room that asks
   * @param now when it asks
   * @param traceparent that of what it asks because of, when there is one
   */
  public BusRecord asRecord(String source, Instant now, Optional<String> traceparent) {
    return new BusRecord(
        Ids.next(now), source, mail.toString(), now, partitionKey(), traceparent, this);
  }

  @Override
  public String topic() {
    return Topics.MAIL;
  }

  @Override
  public String type() {
    return "mail.requested";
  }
}
