// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Some items of a listing and the way to the next ones.
 *
 * @param items in the order of the listing
 * @param next the cursor to ask with for the following items, empty at the end; opaque to the
 *     caller
 */
public record Paged<T>(List<T> items, Optional<String> next) {
  public Paged {
    items = List.copyOf(items);
    requireNonNull(next);
  }

  /** The last page of a listing. */
  public static <T> Paged<T> last(List<T> items) {
    return new Paged<>(items, Optional.empty());
  }
}
