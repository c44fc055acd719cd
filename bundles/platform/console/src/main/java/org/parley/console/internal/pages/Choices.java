// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Field.Choice;

/** The values of a closed set as choices. */
final class Choices {
  private Choices() {}

  static <E extends Enum<E>> List<Choice> of(Visit visit, E[] values) {
    return Arrays.stream(values)
        .map(value -> new Choice(value.name(), visit.words().of(value)))
        .toList();
  }

  static <E extends Enum<E>> Optional<E> find(E[] values, String name) {
    return Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst();
  }
}
