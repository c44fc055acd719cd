// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.feed;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a line of plain text of what feeds hold: HTML, escaped once or not at all. */
final class PlainText {
  private static final int LONGEST = 2000;

  /** The patterns look far ahead for an end that a hostile text does not have. */
  private static final int MOST_READ = 10 * LONGEST;

  private static final Pattern HIDDEN =
      Pattern.compile(
          "<(script|style)\\b.*?</\\1\\s*>|<!--.*?-->", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*>");
  private static final Pattern ENTITY =
      Pattern.compile("&(#x[0-9A-Fa-f]{1,6}|#[0-9]{1,7}|[A-Za-z]{2,8});");
  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("hellip", "…"),
          Map.entry("ndash", "–"),
          Map.entry("mdash", "—"),
          Map.entry("auml", "ä"),
          Map.entry("ouml", "ö"),
          Map.entry("uuml", "ü"),
          Map.entry("Auml", "Ä"),
          Map.entry("Ouml", "Ö"),
          Map.entry("Uuml", "Ü"),
          Map.entry("szlig", "ß"));

  private PlainText() {}

  static String of(@Nullable String html) {
    if (html == null) {
      return "";
    }
    String begin = html.substring(0, Math.min(html.length(), MOST_READ));
    String bare = TAG.matcher(HIDDEN.matcher(begin).replaceAll(" ")).replaceAll(" ");
    String text =
        ENTITY
            .matcher(bare)
            .replaceAll(found -> Matcher.quoteReplacement(decode(found.group(1), found.group())))
            .replaceAll("[\\s\\u00a0]+", " ")
            .strip();
    return text.codePointCount(0, text.length()) > LONGEST
        ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…"
        : text;
  }

  private static String decode(String entity, String whole) {
    if (!entity.startsWith("#")) {
      return NAMED.getOrDefault(entity, whole);
    }
    boolean hex = entity.startsWith("#x");
    int point = Integer.parseInt(entity.substring(hex ? 2 : 1), hex ? 16 : 10);
    return Character.isValidCodePoint(point) && point > 31 ? Character.toString(point) : whole;
  }
}
