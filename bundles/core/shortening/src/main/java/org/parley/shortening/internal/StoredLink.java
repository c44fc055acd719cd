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
  /**
   * Of its objects and its place in a cache, however short its texts are, where all of its origin
   * is known. Without origin they take 440 less.
   */
  private static final int BYTES_BARE = 1_250;

  /** What it is looked up by. */
  SlugKey key() {
    return new SlugKey(domain, Slugs.skeleton(slug));
  }

  /**
   * About what it takes of memory in a cache, its key included; rather too much. An address is held
   * as a whole and in its parts.
   */
  int bytes() {
    int texts = target.toString().length() + title.map(String::length).orElse(0) + slug.length();
    return BYTES_BARE + 2 * texts + domain.length();
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
