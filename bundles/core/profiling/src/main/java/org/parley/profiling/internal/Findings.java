// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.ArrayList;
import java.util.List;
import org.parley.api.InvalidInput;
import org.parley.api.Violation;

/** What was found wrong with an input, collected so that a refusal names all of it. */
final class Findings {
  private final List<Violation> violations = new ArrayList<>();

  void add(String path, String message) {
    violations.add(new Violation(path, message));
  }

  void refuse() {
    if (!violations.isEmpty()) {
      throw new InvalidInput(violations);
    }
  }
}
