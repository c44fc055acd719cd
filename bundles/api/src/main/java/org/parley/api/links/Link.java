// SPDX-License-Identifier: Apache-2.0
package org.parley.api.links;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A short link.
 *
 * @param id its identity
 * @param slug the last part of its address, as it was chosen or generated
 * @param shortUrl its whole address
 * @param target where it leads
 * @param title what a person calls it
 * @param origin where it was put out
 * @param state whether it is meant to answer
 * @param createdAt when it was made
 * @param expiresAt from when on it no longer answers, empty for never
 * @param clicks how often it was followed
 * @param version counts its changes, for optimistic editing; 1 when it is new
 */
public record Link(
    UUID id,
    String slug,
    URI shortUrl,
    URI target,
    Optional<String> title,
    Origin origin,
    State state,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Clicks clicks,
    long version) {
  public Link {
    requireNonNull(id);
    requireNonNull(slug);
    requireNonNull(shortUrl);
    requireNonNull(target);
    requireNonNull(title);
    requireNonNull(origin);
    requireNonNull(state);
    requireNonNull(createdAt);
    requireNonNull(expiresAt);
    requireNonNull(clicks);
  }

  /** Whether a link is meant to answer. */
  public enum State {
    /** It leads to its target until it expires. */
    ACTIVE,
    /** It was taken back: it answers that it is gone, and its slug is never given out again. */
    RETIRED
  }

  /**
   * How often a link was followed.
   *
   * @param total by people, without robots
   * @param unique the sum of each day's different people; days are those of UTC
   * @param robots by robots
   */
  public record Clicks(long total, long unique, long robots) {
    /** Not followed yet. */
    public static final Clicks NONE = new Clicks(0, 0, 0);
  }
}
