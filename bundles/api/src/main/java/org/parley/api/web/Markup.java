// SPDX-License-Identifier: Apache-2.0
package org.parley.api.web;

/** Texts within HTML. */
public final class Markup {
  private Markup() {}

  /**
   * The text as the content of an element or of a quoted attribute: shown as it is, never
   * understood as markup.
   */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(point);
              }
            });
    return escaped.toString();
  }
}
