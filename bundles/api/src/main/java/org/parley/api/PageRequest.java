// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/**
 * Which part of a listing is asked for.
 *
 * @param limit how many items at the most, 1 to 200
 * @param cursor the {@link Paged#next()} of the page before, empty for the first
 */
public record PageRequest(int limit, Optional<String> cursor) {
  /** The most items that one page may hold. */
  public static final int MOST = 200;

  private static final UUID HIGHEST = new UUID(-1L, -1L);

  public PageRequest {
    requireNonNull(cursor);
    if (limit < 1 || limit > MOST) {
      throw new InvalidInput("limit", "'" + limit + "' is outside 1 to " + MOST);
    }
  }

  /**
   * For a listing by descending id: the id that all items of this page lie below, the highest there
   * can be for the first page.
   *
   * @throws InvalidInput when the cursor is not one of this kind of listing
   */
  public UUID below() {
    try {
      return cursor.map(UUID::fromString).orElse(HIGHEST);
    } catch (IllegalArgumentException malformed) {
      throw new InvalidInput("cursor", "'" + cursor.orElse("") + "' was not given by this listing");
    }
  }

  /** The first items of a listing. */
  public static PageRequest first(int limit) {
    return new PageRequest(limit, Optional.empty());
  }
}
