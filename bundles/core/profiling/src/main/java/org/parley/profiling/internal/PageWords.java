// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the preference page says, in a language of the reader that it speaks, else in English. */
record PageWords(Locale language, ResourceBundle bundle) {
  private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.GERMAN);

  /**
   * @param accepted the request's Accept-Language
   */
  static PageWords of(String accepted) {
    Locale language = choose(accepted);
    ResourceBundle bundle =
        ResourceBundle.getBundle(
            "org.parley.profiling.internal.words",
            language.equals(Locale.ENGLISH) ? Locale.ROOT : language,
            PageWords.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new PageWords(language, bundle);
  }

  private static Locale choose(String accepted) {
    try {
      Locale found = Locale.lookup(Locale.LanguageRange.parse(accepted), SPOKEN);
      return found == null ? Locale.ENGLISH : found;
    } catch (IllegalArgumentException malformed) {
      return Locale.ENGLISH;
    }
  }

  String say(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments);
  }

  /** A purpose as people call it; one that the hub's words do not know is shown as it is. */
  String purpose(String purpose) {
    String key = "purpose." + purpose;
    return bundle.containsKey(key) ? bundle.getString(key) : purpose;
  }
}
