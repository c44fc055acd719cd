// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.Locale;

/** How pages look for what is searched. */
final class Seek {
  /** How many hits of one kind are shown. */
  static final int MOST = 5;

  private Seek() {}

  /** Whether a name holds what is looked for, in any case. */
  static boolean isIn(String name, String text) {
    return name.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }
}
