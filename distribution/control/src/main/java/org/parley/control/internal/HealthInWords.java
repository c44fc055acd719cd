// SPDX-License-Identifier: Apache-2.0
package org.parley.control.internal;

import java.util.Set;
import java.util.stream.Collectors;
import org.parley.api.control.Health;

/** One line on how the hub does: its status, and the parts that are not well. */
final class HealthInWords {
  /** When there is no service to ask. */
  static final String NOBODY = "starting, or the bundle of the web is missing";

  private static final Set<String> WELL = Set.of("ok", "warn");

  private HealthInWords() {}

  static String of(Health.Report report) {
    String unwell =
        report.parts().stream()
            .filter(part -> !WELL.contains(part.status()))
            .map(HealthInWords::describe)
            .collect(Collectors.joining("; "));
    return unwell.isEmpty() ? report.status() : report.status() + ": " + unwell;
  }

  private static String describe(Health.Part part) {
    String name = part.name() + " is " + part.status();
    return part.messages().isEmpty()
        ? name
        : name + " (" + String.join(", ", part.messages()) + ")";
  }
}
