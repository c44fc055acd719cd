// SPDX-License-Identifier: Apache-2.0
package org.parley.api.mentions;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.ByPerson;
import org.parley.api.bus.Personal;
import org.parley.api.bus.Topics;
import org.parley.api.profiles.Handle;
import org.parley.api.profiles.Identifier;

/**
 * Somebody rated us; told again when it was changed.
 *
 * @param account that was told of it
 * @param network its connector id
 * @param remoteId what the system calls it; empty once the person was erased
 * @param author who it is by, where the system names somebody
 * @param rating what was given
 * @param best what could have been given
 * @param text what was said, may be empty
 * @param address where a person sees it
 * @param language as a BCP 47 tag, where it is told
 * @param place which of several places or products it is about, in the system's words
 * @param at when it was given or changed
 */
public record ReviewReceived(
    UUID account,
    String network,
    @Personal String remoteId,
    Optional<Handle> author,
    int rating,
    int best,
    @Personal String text,
    @Personal Optional<URI> address,
    Optional<String> language,
    Optional<String> place,
    Instant at)
    implements ByPerson {
  public ReviewReceived {
    remoteId = requireNonNullElse(remoteId, "");
    text = requireNonNullElse(text, "");
  }

  @Override
  public Optional<Identifier> by() {
    return author.map(Handle::identifier);
  }

  @Override
  public String topic() {
    return Topics.MENTIONS;
  }

  @Override
  public String type() {
    return "review.received";
  }
}
