// SPDX-License-Identifier: Apache-2.0
package org.parley.api.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Many values in lists of few lengths, for {@link Statement#bindList}. Each length is a statement
 * of its own, which an embedded database compiles when it first meets it; and of a long list it may
 * think that reading the whole table costs less than looking up each value.
 */
public final class Portions {
  private static final int[] LENGTHS = {1, 8, 32};
  private static final int LONGEST = LENGTHS[LENGTHS.length - 1];

  private Portions() {}

  /**
   * @return lists that hold all of the values; the last of them may hold its last value several
   *     times
   */
  public static <T> List<List<T>> of(Collection<T> values) {
    List<T> all = new ArrayList<>(values);
    List<List<T>> portions = new ArrayList<>();
    for (int from = 0; from < all.size(); from += LONGEST) {
      portions.add(filled(all.subList(from, Math.min(all.size(), from + LONGEST))));
    }
    return portions;
  }

  private static <T> List<T> filled(List<T> values) {
    int length = 0;
    while (LENGTHS[length] < values.size()) {
      length++;
    }
    List<T> filled = new ArrayList<>(values);
    T last = values.get(values.size() - 1);
    filled.addAll(Collections.nCopies(LENGTHS[length] - values.size(), last));
    return List.copyOf(filled);
  }
}
