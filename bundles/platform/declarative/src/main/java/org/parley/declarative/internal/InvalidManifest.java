// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.io.Serial;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/** A manifest that is refused whole; names everything that is wrong with it, line by line. */
public final class InvalidManifest extends ParleyException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  InvalidManifest(List<Problem> problems) {
    super(Fault.INPUT, describe(problems));
    this.problems = sorted(problems);
  }

  /** In the order of the text. */
  List<Problem> problems() {
    return problems;
  }

  private static String describe(List<Problem> problems) {
    return sorted(problems).stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }

  private static List<Problem> sorted(List<Problem> problems) {
    return problems.stream()
        .distinct()
        .sorted(
            Comparator.<Problem>comparingInt(problem -> problem.place().line())
                .thenComparingInt(problem -> problem.place().column()))
        .toList();
  }
}
