// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What a campaign says.
 *
 * @param id its identity
 * @param campaign whose
 * @param title its headline, also the subject of its mailing
 * @param text what it says, plain text
 * @param target the page that it leads to
 * @param image a picture to show with it
 * @param language of title and text
 * @param state how far it has come
 * @param createdAt when it was written or came in
 */
public record Message(
    UUID id,
    UUID campaign,
    String title,
    String text,
    URI target,
    Optional<URI> image,
    Locale language,
    State state,
    Instant createdAt) {
  /** How far a message has come. */
  public enum State {
    /** Its posts and its mailing are drafted or being drafted, and wait for a person. */
    DRAFT,
    /** Its posts and its mailing go out or have gone out. */
    PUBLISHED,
    /** It was taken back before it went out. */
    CANCELLED
  }
}
