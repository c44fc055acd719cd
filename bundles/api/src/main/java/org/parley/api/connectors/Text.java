// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import java.util.Locale;

/**
 * A short text for people, in the two languages of the console.
 *
 * @param en English
 * @param de German
 */
public record Text(String en, String de) {
  /** Nothing to say. */
  public static final Text NONE = new Text("", "");

  /** The text for a reader of that language; English where there is none. */
  public String in(Locale reader) {
    return reader.getLanguage().equals("de") ? de : en;
  }
}
