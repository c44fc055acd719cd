// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import jakarta.validation.Validator;
import java.util.List;
import org.parley.api.InvalidInput;
import org.parley.api.Violation;

/** Holds what was entered against its constraints. */
final class Input {
  private Input() {}

  static <T extends Record> T checked(Validator validator, T input) {
    List<Violation> faults =
        validator.validate(input).stream()
            .map(found -> new Violation(found.getPropertyPath().toString(), found.getMessage()))
            .toList();
    if (!faults.isEmpty()) {
      throw new InvalidInput(faults);
    }
    return input;
  }
}
