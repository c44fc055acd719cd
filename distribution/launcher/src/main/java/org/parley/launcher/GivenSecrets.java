// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.util.List;
import java.util.Map;

/**
 * The first administrator's password and key as the environment gives them. An empty one is refused
 * too: whoever sets it means to give something, and a hub that made up its own would lock them out.
 */
final class GivenSecrets {
  private static final List<String> NAMES = List.of("PARLEY_ADMIN_PASSWORD", "PARLEY_API_KEY");
  private static final int SHORTEST = 12;
  private static final int FEWEST_DIFFERENT = 5;

  private GivenSecrets() {}

  /**
   * @throws LaunchException saying what is wrong, without the value
   */
  static void check(Map<String, String> environment) {
    for (String name : NAMES) {
      String given = environment.get(name);
      if (given != null) {
        check(name, given.strip());
      }
    }
  }

  private static void check(String name, String given) {
    if (given.isEmpty()) {
      throw refused(name + " is empty; unset it, or give at least " + SHORTEST + " characters");
    }
    if (given.length() < SHORTEST) {
      throw refused(
          "%s has %d characters; at least %d are expected"
              .formatted(name, given.length(), SHORTEST));
    }
    if (given.chars().distinct().count() < FEWEST_DIFFERENT) {
      throw refused("%s has fewer than %d different characters".formatted(name, FEWEST_DIFFERENT));
    }
  }

  private static LaunchException refused(String message) {
    return new LaunchException(LaunchException.USAGE, message);
  }
}
