// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.parley.api.interactions.Interaction;
import org.parley.api.store.Transaction;

/**
 * What the scoring rules speak of.
 *
 * @param types of interactions
 * @param attributes whether any looks at what people told
 */
record Scored(Set<String> types, boolean attributes) {
  private static final String SQL = "SELECT interaction FROM leadrouting_scoring_rule";

  static Scored of(Transaction tx) {
    List<Optional<String>> rules = tx.sql(SQL).list(row -> row.findText("interaction"));
    Set<String> types = new HashSet<>();
    rules.forEach(type -> type.ifPresent(types::add));
    return new Scored(types, rules.stream().anyMatch(Optional::isEmpty));
  }

  boolean isAnything() {
    return attributes || !types.isEmpty();
  }

  /** Whether somebody's score may move by it. */
  boolean includes(Interaction interaction) {
    return types.contains(interaction.type())
        || (attributes
            && interaction.data().keySet().stream()
                .anyMatch(name -> name.startsWith(Interaction.ATTRIBUTE)));
  }
}
