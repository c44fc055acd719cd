// SPDX-License-Identifier: Apache-2.0
package org.parley.landing.internal;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the pages and mails of this room say, in the form's language or else in English. */
final class Words {
  private final ResourceBundle bundle;

  Words(Locale language) {
    bundle =
        ResourceBundle.getBundle(
            "org.parley.landing.internal.words",
            language,
            Words.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  String say(String key) {
    return bundle.getString(key);
  }

  String say(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments);
  }
}
