// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.parley.api.InvalidInput;
import org.parley.api.Secret;
import org.parley.api.Violation;

/** Length rather than a zoo of characters, as NIST SP 800-63B advises. */
final class PasswordRules {
  private static final int SHORTEST = 10;
  private static final int LONGEST = 200;
  private static final int FEWEST_DIFFERENT = 5;

  private PasswordRules() {}

  /**
   * @throws InvalidInput naming everything that is wrong
   */
  static void check(String name, Secret password) {
    String text = password.reveal();
    List<Violation> faults = new ArrayList<>();
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      faults.add(
          fault(
              "has %d characters; %d to %d are expected"
                  .formatted(text.length(), SHORTEST, LONGEST)));
    }
    if (text.chars().distinct().count() < FEWEST_DIFFERENT) {
      faults.add(fault("has fewer than %d different characters".formatted(FEWEST_DIFFERENT)));
    }
    if (text.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))) {
      faults.add(fault("contains the name"));
    }
    if (!faults.isEmpty()) {
      throw new InvalidInput(faults);
    }
  }

  private static Violation fault(String message) {
    return new Violation("password", message);
  }
}
