// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import java.util.Arrays;
import java.util.Locale;

/** What a caller would like to get, as its Accept header says (RFC 9110, 12.5.1). */
final class Preference {
  private final String accept;

  Preference(String accept) {
    this.accept = accept;
  }

  /**
   * The best liked of some media types, the first of those liked alike.
   *
   * @throws Refused when none is liked at all
   */
  String choose(String... offers) {
    String best = "";
    double most = 0;
    for (String offer : offers) {
      double liking = liking(offer);
      if (liking > most) {
        most = liking;
        best = offer;
      }
    }
    if (best.isEmpty()) {
      throw new Refused(
          406, "'%s' cannot be given; %s can".formatted(accept, String.join(", ", offers)));
    }
    return best;
  }

  /** What the most specific range that fits says of it. */
  private double liking(String offer) {
    double liking = 0;
    int known = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = range.split(";");
      int specific = specificity(parts[0].strip(), offer);
      if (specific > known) {
        known = specific;
        liking = quality(parts);
      }
    }
    return liking;
  }

  private static int specificity(String range, String offer) {
    if (range.equals(offer)) {
      return 3;
    }
    if (range.endsWith("/*") && offer.startsWith(range.substring(0, range.length() - 1))) {
      return 2;
    }
    return range.equals("*/*") ? 1 : 0;
  }

  private static double quality(String[] parts) {
    return Arrays.stream(parts)
        .map(String::strip)
        .filter(part -> part.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)"))
        .mapToDouble(part -> Double.parseDouble(part.substring(2)))
        .findFirst()
        .orElse(1);
  }
}
