// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The bundles as docs/bundles.md shows them. */
final class BundleReport {
  private BundleReport() {}

  static String draw(List<BuiltBundle> bundles) {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Bundles

        Drawn from the manifests of the built bundles by `HouseRulesIT`, which also refuses what
        [the architecture](architecture.md) does not allow. Do not edit.

        | bundle | room | what it is | speaks of | tables |
        |---|---|---|---|---|
        """);
    for (BuiltBundle bundle : bundles) {
      page.append(
          "| %s | %s | %s | %s | %s |%n"
              .formatted(
                  bundle.name().substring("org.parley.".length()),
                  Room.of(bundle).name().toLowerCase(Locale.ROOT),
                  bundle.description(),
                  String.join(", ", subjects(bundle)),
                  bundle.tables().isEmpty() ? "" : String.valueOf(bundle.tables().size())));
    }
    page.append(
        """

        *Speaks of* lists the packages of `org.parley.api` that a bundle imports, and `connector` for the connector SPI.
        """);
    return page.toString();
  }

  private static Set<String> subjects(BuiltBundle bundle) {
    Set<String> subjects = new TreeSet<>();
    for (String imported : bundle.imports()) {
      if (imported.startsWith("org.parley.api.")) {
        subjects.add(imported.substring("org.parley.api.".length()));
      } else if (imported.equals("org.parley.connector")) {
        subjects.add("connector");
      }
    }
    return subjects;
  }
}
