// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.parley.api.profiles.Identifier;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** What points at these profiles? Also what they were shown to hold together with others. */
final class FindIdentifiers {
  private static final String SQL =
      """
      SELECT profile, kind, network, value, verified FROM profiling_identifier
      WHERE profile IN (<profiles>)
      UNION ALL
      SELECT profile, kind, network, value, verified FROM profiling_claim
      WHERE profile IN (<profiles>) AND verified = TRUE AND kind NOT IN ('VISITOR', 'FINGERPRINT')
      """;

  private FindIdentifiers() {}

  static List<Identifier> in(Transaction transaction, UUID profile) {
    return in(transaction, Set.of(profile)).getOrDefault(profile, List.of());
  }

  static Map<UUID, List<Identifier>> in(Transaction transaction, Collection<UUID> profiles) {
    Map<UUID, List<Identifier>> identifiers = new LinkedHashMap<>();
    pointers(transaction, profiles)
        .forEach((profile, pointers) -> identifiers.put(profile, identifiers(pointers)));
    return identifiers;
  }

  /** As they are kept; none is said to be weak. */
  static Map<UUID, List<Pointer>> pointers(Transaction transaction, Collection<UUID> profiles) {
    Map<UUID, List<Pointer>> found = new LinkedHashMap<>();
    transaction
        .sql(SQL)
        .bindList("profiles", profiles)
        .list(
            row ->
                found
                    .computeIfAbsent(row.id("profile"), id -> new ArrayList<>())
                    .add(pointer(row)));
    return found;
  }

  static List<Identifier> identifiers(List<Pointer> pointers) {
    return pointers.stream().collect(Pointer.DISTINCT).stream().map(Pointer::toIdentifier).toList();
  }

  private static Pointer pointer(Row row) {
    return new Pointer(
        row.constant("kind", Identifier.Kind.class),
        row.text("network"),
        row.text("value"),
        row.flag("verified"),
        false);
  }
}
