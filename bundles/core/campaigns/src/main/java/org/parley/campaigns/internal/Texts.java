// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Shortening of texts at word ends. */
final class Texts {
  private static final String ELLIPSIS = "…";

  private Texts() {}

  /** The text in at most {@code most} UTF-16 units. */
  static String shorten(String text, int most) {
    return shorten(text, most, String::length);
  }

  /**
   * The longest beginning of the text that ends with a word and measures at most {@code most}, with
   * an ellipsis when something is left out.
   */
  static String shorten(String text, int most, ToIntFunction<String> measure) {
    String whole = text.strip();
    if (measure.applyAsInt(whole) <= most) {
      return whole;
    }
    BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
    words.setText(whole);
    String best = "";
    for (int end = words.next(); end != BreakIterator.DONE; end = words.next()) {
      String candidate = whole.substring(0, end).strip() + ELLIPSIS;
      if (measure.applyAsInt(candidate) > most) {
        break;
      }
      best = candidate;
    }
    return best.equals(ELLIPSIS) ? "" : best;
  }
}
