// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** What have the people of these live profiles told? */
final class FindAttributes {
  private static final String SQL =
      """
      SELECT profile, name, value, told_at, home FROM profiling_attribute
      WHERE profile IN (<profiles>)
      """;

  private FindAttributes() {}

  /** The latest word counts; it comes last. */
  static Map<UUID, Map<String, String>> in(Transaction transaction, Collection<UUID> profiles) {
    List<Told> all =
        new ArrayList<>(
            transaction
                .sql(SQL)
                .bindList("profiles", profiles)
                .list(
                    row ->
                        new Told(
                            row.id("profile"),
                            row.text("name"),
                            row.text("value"),
                            row.instant("told_at"),
                            row.id("home"))));
    all.sort(Comparator.comparing(Told::at).thenComparing(Told::home, Order.IDS));
    Map<UUID, Map<String, String>> told = new HashMap<>();
    for (Told each : all) {
      told.computeIfAbsent(each.profile, id -> new TreeMap<>()).put(each.name, each.value);
    }
    return told;
  }

  private record Told(UUID profile, String name, String value, Instant at, UUID home) {}
}
