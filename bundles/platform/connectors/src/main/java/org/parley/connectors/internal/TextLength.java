// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TwitterTextParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextRules.Mentions;
import org.parley.api.connectors.TextUnit;

/** Measures texts as networks do. */
final class TextLength {
  /** A name at a host, not within an address. */
  private static final Pattern MENTION =
      Pattern.compile(
          "(?<![=/\\w])(@[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)@\\w+(?:[.-]+\\w+)*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

  private static final Extractor LINKS = linksWithProtocol();

  private TextLength() {}

  /**
   * What a text measures in one unit.
   *
   * @param rules which say what links and mentions count; weighted texts have rules of their own
   */
  static int of(String text, TextUnit unit, TextRules rules) {
    return of(unit == TextUnit.WEIGHTED ? text : asCounted(text, rules), unit);
  }

  /** What counts otherwise than it is long stands there in the length that it counts. */
  private static String asCounted(String text, TextRules rules) {
    String counted = text;
    if (rules.linkLength().isPresent()) {
      counted = withLinksAs("x".repeat(rules.linkLength().getAsInt()), counted);
    }
    return rules.mentions() == Mentions.NAME ? MENTION.matcher(counted).replaceAll("$1") : counted;
  }

  private static String withLinksAs(String stand, String text) {
    List<Extractor.Entity> links = LINKS.extractURLsWithIndices(text);
    var counted = new StringBuilder();
    int from = 0;
    for (Extractor.Entity link : links) {
      counted.append(text, from, link.getStart()).append(stand);
      from = link.getEnd();
    }
    return counted.append(text, from, text.length()).toString();
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

  /** By ICU: what the JDK splits by is as old as the JDK. */
  private static int graphemes(String text) {
    var breaks = BreakIterator.getCharacterInstance(ULocale.ROOT);
    breaks.setText(text);
    int count = 0;
    while (breaks.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }

  private static Extractor linksWithProtocol() {
    var extractor = new Extractor();
    extractor.setExtractURLWithoutProtocol(false);
    return extractor;
  }
}
