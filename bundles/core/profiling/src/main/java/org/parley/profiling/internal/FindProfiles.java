// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Profile;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** What is known of these live profiles? */
final class FindProfiles {
  private static final String SQL =
      """
      SELECT id, state, created_at, last_seen_at FROM profiling_profile
      WHERE id IN (<profiles>) AND state IN ('ANONYMOUS', 'IDENTIFIED')
      """;
  private static final String PARTS =
      """
      SELECT root, id FROM profiling_profile WHERE root IN (<profiles>) AND id <> root
      """;

  private final Map<UUID, List<Identifier>> identifiers;
  private final Map<UUID, Map<String, String>> attributes;
  private final Map<UUID, Set<UUID>> parts = new HashMap<>();
  private final Map<UUID, Instant> done = new HashMap<>();

  private FindProfiles(Transaction transaction, Collection<UUID> ids) {
    this.identifiers = FindIdentifiers.in(transaction, ids);
    this.attributes = FindAttributes.in(transaction, ids);
    transaction.sql(PARTS).bindList("profiles", ids).list(this::addPart);
    ids.forEach(id -> FindDone.last(transaction, id).ifPresent(at -> done.put(id, at)));
  }

  /** The live profile that this one is part of. */
  static Optional<Profile> one(Transaction transaction, UUID id) {
    return FindHolder.in(transaction, id)
        .flatMap(holder -> in(transaction, List.of(holder.id())).stream().findFirst());
  }

  /** Those that live, in the order in which they are asked for. */
  static List<Profile> in(Transaction transaction, List<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    FindProfiles question = new FindProfiles(transaction, ids);
    Map<UUID, Profile> found = new HashMap<>();
    transaction
        .sql(SQL)
        .bindList("profiles", ids)
        .list(row -> found.put(row.id("id"), question.profile(row)));
    return ids.stream().filter(found::containsKey).map(found::get).toList();
  }

  private boolean addPart(Row row) {
    Set<UUID> of = parts.computeIfAbsent(row.id("root"), root -> new TreeSet<>(Order.IDS));
    return of.add(row.id("id"));
  }

  private Profile profile(Row row) {
    UUID id = row.id("id");
    return new Profile(
        id,
        row.constant("state", Profile.State.class),
        identifiers.getOrDefault(id, List.of()),
        attributes.getOrDefault(id, Map.of()),
        List.copyOf(parts.getOrDefault(id, Set.of())),
        row.instant("created_at"),
        lastSeen(id, row.instant("last_seen_at")));
  }

  private Instant lastSeen(UUID id, Instant written) {
    Instant last = done.getOrDefault(id, written);
    return last.isAfter(written) ? last : written;
  }
}
