// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import com.twitter.twittertext.TwitterTextParser;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.parley.api.connectors.TextUnit;

/** Measures texts as networks do. */
final class TextLength {
  /** A link up to the punctuation that ends the sentence around it. */
  private static final Pattern LINK = Pattern.compile("https?://\\S*[^\\s.,;:!?'\")\\]}»…]");

  private TextLength() {}

  /**
   * @param link what any link counts, where the network counts all alike
   */
  static int of(String text, TextUnit unit, OptionalInt link) {
    if (link.isEmpty() || unit == TextUnit.WEIGHTED) {
      return of(text, unit);
    }
    int links = (int) LINK.matcher(text).results().count();
    return of(LINK.matcher(text).replaceAll(""), unit) + links * link.getAsInt();
  }

  private static int of(String text, TextUnit unit) {
    return switch (unit) {
      case WEIGHTED -> TwitterTextParser.parseTweet(text).weightedLength;
      case GRAPHEMES -> graphemes(text);
      case CODE_POINTS -> text.codePointCount(0, text.length());
      case UTF16 -> text.length();
      case BYTES -> text.getBytes(StandardCharsets.UTF_8).length;
    };
  }

  private static int graphemes(String text) {
    var breaks = BreakIterator.getCharacterInstance(ULocale.ROOT);
    breaks.setText(text);
    int count = 0;
    while (breaks.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }
}
