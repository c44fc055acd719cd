// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Which part of a listing is asked for.
 *
 * @param limit how many items at the most, 1 to 200
 * @param cursor the {@link Paged#next()} of the page before, empty for the first
 */
public record PageRequest(int limit, Optional<String> cursor) {
  /** The most items that one page may hold. */
  public static final int MOST = 200;

  public PageRequest {
    requireNonNull(cursor);
    if (limit < 1 || limit > MOST) {
      throw new InvalidInput("limit", "'" + limit + "' is outside 1 to " + MOST);
    }
  }

  /** The first items of a listing. */
  public static PageRequest first(int limit) {
    return new PageRequest(limit, Optional.empty());
  }
}
