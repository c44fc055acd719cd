// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Fault;

/**
 * A teaser on its way to an account, or standing there.
 *
 * @param id its identity, the idempotency key towards the network
 * @param campaign whose
 * @param message which
 * @param account where
 * @param connector the account's connector id
 * @param state how far it has come
 * @param shortUrl its own short link, once that was made
 * @param teaser the message in that network's form, once drafted
 * @param permalink where a person sees it, once published
 * @param fault who must act, when it failed or could not be changed
 * @param reason why it failed, waits or stands as it was, one sentence
 * @param changedAt when it last changed
 */
public record Post(
    UUID id,
    UUID campaign,
    UUID message,
    UUID account,
    String connector,
    State state,
    Optional<URI> shortUrl,
    Optional<Teaser> teaser,
    Optional<URI> permalink,
    Optional<Fault> fault,
    Optional<String> reason,
    Instant changedAt) {
  /** Tells this state of the post from every other: who rewrites it says which one was read. */
  public long version() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, changedAt);
  }

  /** How far a post has come. */
  public enum State {
    /** Its short link is being made. */
    PLANNED,
    /** Its teaser is there and waits for a person. */
    DRAFTED,
    /** It is on its way to the network. */
    REQUESTED,
    /** It stands on the network. */
    PUBLISHED,
    /** It will not be published unless somebody acts. */
    FAILED,
    /** It was taken back before it went out. */
    CANCELLED,
    /** It stands on the network, and is being changed or taken back there. */
    CHANGING,
    /** It stood on the network and was taken back. */
    REMOVED
  }
}
