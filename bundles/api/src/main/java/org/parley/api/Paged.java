// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

  /**
   * Makes a page of what a query found when it was asked for one item more than the page holds.
   *
   * @param found up to {@link PageRequest#limit()} + 1 items
   * @param cursor what stands for an item in the listing's order
   */
  public static <T> Paged<T> of(List<T> found, PageRequest page, Function<T, String> cursor) {
    if (found.size() <= page.limit()) {
      return last(found);
    }
    List<T> items = found.subList(0, page.limit());
    return new Paged<>(items, Optional.of(cursor.apply(items.get(items.size() - 1))));
  }

  /** The last page of a listing. */
  public static <T> Paged<T> last(List<T> items) {
    return new Paged<>(items, Optional.empty());
  }
}
