// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** An input that is refused whole; names every bad field. */
public final class InvalidInput extends ParleyException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  /**
   * @param violations everything found wrong, at least one
   */
  public InvalidInput(List<Violation> violations) {
    super(Fault.INPUT, describe(violations));
    this.violations = List.copyOf(violations);
  }

  public InvalidInput(String path, String message) {
    this(List.of(new Violation(path, message)));
  }

  public List<Violation> violations() {
    return violations;
  }

  private static String describe(List<Violation> violations) {
    if (violations.isEmpty()) {
      throw new IllegalArgumentException("An invalid input names at least one violation");
    }
    return violations.stream()
        .map(violation -> violation.path() + ": " + violation.message())
        .collect(Collectors.joining("; "));
  }
}
