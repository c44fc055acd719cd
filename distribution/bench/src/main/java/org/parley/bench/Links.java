// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Links that are followed: numbered from 0 behind a common name, so that ten million need no list.
 */
record Links(String name, int count) {
  static final String TARGET = "https://example.org/offer";

  /** The slug of one. */
  String slug(int number) {
    return name + number;
  }

  /** Which one it is, -1 for none of these. */
  int number(String slug) {
    String digits = slug.startsWith(name) ? slug.substring(name.length()) : "";
    return digits.matches("[0-9]{1,9}") && Integer.parseInt(digits) < count
        ? Integer.parseInt(digits)
        : -1;
  }

  List<String> slugs() {
    return IntStream.range(0, count).mapToObj(this::slug).toList();
  }
}
