// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * A message sent by email to an audience.
 *
 * @param id its identity
 * @param campaign whose
 * @param message which
 * @param purpose the consent purpose that its audience has given
 * @param state how far it has come
 * @param reason why it failed, one sentence; empty unless it did
 * @param shortUrl its own short link, once that was made
 * @param requested how many mails were handed to the gateway
 * @param sent how many of these the gateway has taken over
 * @param failed how many will not be sent unless somebody acts
 * @param unclear how many may or may not have been sent
 * @param bounced how many came back
 */
public record Mailing(
    UUID id,
    UUID campaign,
    UUID message,
    String purpose,
    State state,
    Optional<String> reason,
    Optional<URI> shortUrl,
    long requested,
    long sent,
    long failed,
    long unclear,
    long bounced) {
  /** How far a mailing has come. */
  public enum State {
    /** Its short link is being made. */
    PLANNED,
    /** It waits for a person. */
    DRAFTED,
    /** Its mails are being written. */
    SENDING,
    /** A mail for each recipient was handed to the gateway. */
    REQUESTED,
    /** It was refused, or not one of its mails could be sent. */
    FAILED,
    /** It was taken back before it went out. */
    CANCELLED
  }
}
