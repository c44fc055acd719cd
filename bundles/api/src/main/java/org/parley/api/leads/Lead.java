// SPDX-License-Identifier: Apache-2.0
package org.parley.api.leads;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Money;
import org.parley.api.links.Origin;

/**
 * One sales interest of a profile.
 *
 * @param id its identity, the external key in a CRM
 * @param profile whose
 * @param interest what in
 * @param stage how far it has come
 * @param score the sum of its points
 * @param owner whose it is to follow up
 * @param account the CRM account that holds it
 * @param remoteId what that CRM calls it
 * @param rule the routing rule that decided
 * @param reason the decision in one sentence
 * @param source where it came from
 * @param amount what it was worth, once won
 * @param createdAt when the interest was shown
 * @param changedAt when it last changed
 * @param version counts the changes but those of the score and of the profile, for optimistic
 *     editing; 1 when it is new
 */
public record Lead(
    UUID id,
    UUID profile,
    String interest,
    Stage stage,
    int score,
    Optional<String> owner,
    Optional<UUID> account,
    Optional<String> remoteId,
    Optional<String> rule,
    Optional<String> reason,
    Origin source,
    Optional<Money> amount,
    Instant createdAt,
    Instant changedAt,
    long version) {
  /** How far a lead has come. */
  public enum Stage {
    /** No rule has found an owner. */
    NEW,
    /** It has an owner and is on its way to the CRM, if there is one. */
    ASSIGNED,
    /** The CRM holds it. */
    SYNCED,
    /** The owner has taken it up. */
    ACCEPTED,
    /** It became a sale. */
    WON,
    /** It came to nothing. */
    LOST;

    /** Whether nothing more will become of it. */
    public boolean closed() {
      return this == WON || this == LOST;
    }
  }
}
