// SPDX-License-Identifier: Apache-2.0
package org.parley.api.links;

/** How slugs look, for whoever must tell one from another path without knowing any. */
public final class SlugForm {
  /** How many characters one has at most. */
  public static final int LONGEST = 64;

  /** What it is made of, as a regular expression. */
  public static final String REGEXP = "[A-Za-z0-9]+(-[A-Za-z0-9]+)*";

  private SlugForm() {}

  /**
   * Whether a text is made of letters and digits of ASCII with single hyphens between them, and of
   * {@link #LONGEST} characters at most.
   */
  public static boolean fits(String text) {
    return text.length() <= LONGEST && isMadeAsOne(text);
  }

  /** What {@link #REGEXP} says, by hand: it is asked of each path that is called. */
  private static boolean isMadeAsOne(String text) {
    boolean after = false;
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      boolean plain =
          (letter >= 'a' && letter <= 'z')
              || (letter >= 'A' && letter <= 'Z')
              || (letter >= '0' && letter <= '9');
      if (!plain && !(letter == '-' && after)) {
        return false;
      }
      after = plain;
    }
    return after;
  }
}
