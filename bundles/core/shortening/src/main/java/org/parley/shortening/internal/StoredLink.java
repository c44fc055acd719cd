// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.links.Link;
import org.parley.api.links.Origin;
import org.parley.shortening.internal.CheckLink.Content;

/**
 * A link as it lies in its row.
 *
 * @param domain as {@link Domains} knows it
 */
record StoredLink(
    UUID id,
    String domain,
    String slug,
    URI target,
    Optional<String> title,
    Origin origin,
    Link.State state,
    Instant createdAt,
    Optional<Instant> expiresAt,
    long version) {

  /** What it is looked up by. */
  SlugKey key() {
    return new SlugKey(domain, Slugs.skeleton(slug));
  }

  /** Whether it leads to its target at that moment. */
  boolean answersAt(Instant moment) {
    return state == Link.State.ACTIVE && expiresAt.map(moment::isBefore).orElse(true);
  }

  /** The same with other content, changed once more. */
  StoredLink with(Content content) {
    return new StoredLink(
        id,
        domain,
        slug,
        content.target(),
        content.title(),
        origin,
        state,
        createdAt,
        content.expiresAt(),
        version + 1);
  }

  /** The same in another state, changed once more. */
  StoredLink with(Link.State other) {
    return new StoredLink(
        id, domain, slug, target, title, origin, other, createdAt, expiresAt, version + 1);
  }

  /** Whether it was made for or by one person. */
  static boolean isPersonal(Origin origin) {
    return origin.recipient().isPresent() || origin.sharer().isPresent();
  }

  /**
   * What a link is looked up by.
   *
   * @param skeleton of the slug
   */
  record SlugKey(String domain, String skeleton) {}
}
