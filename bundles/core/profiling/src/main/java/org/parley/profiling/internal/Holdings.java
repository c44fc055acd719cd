// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.api.store.Transaction;

/**
 * What points at some of the people of this turn, with what is not written yet. Whoever is not in
 * here has nothing that is not written.
 */
final class Holdings {
  private final Transaction transaction;
  private final WeakAddresses weakAddresses;
  private final Map<UUID, Holding> known = new HashMap<>();

  Holdings(Transaction transaction, WeakAddresses weakAddresses) {
    this.transaction = transaction;
    this.weakAddresses = weakAddresses;
  }

  /** How many verified identifiers of each sort a live profile holds. */
  Map<String, Integer> proven(UUID profile) {
    return of(profile).proven;
  }

  List<Identifier> identifiers(UUID profile) {
    return FindIdentifiers.identifiers(of(profile).pointers);
  }

  void begin(UUID profile, List<Pointer> pointers) {
    Holding holding = new Holding(Map.of(), List.of());
    pointers.forEach(holding::add);
    known.put(profile, holding);
  }

  void add(UUID profile, List<Pointer> pointers) {
    Holding holding = of(profile);
    pointers.forEach(holding::add);
  }

  void forget(Set<UUID> profiles) {
    known.keySet().removeAll(profiles);
  }

  private Holding of(UUID profile) {
    @Nullable Holding holding = known.get(profile);
    if (holding == null) {
      holding = find(profile);
      known.put(profile, holding);
    }
    return holding;
  }

  private Holding find(UUID profile) {
    Set<UUID> one = Set.of(profile);
    return new Holding(
        FindProven.in(transaction, one, weakAddresses).getOrDefault(profile, Map.of()),
        FindIdentifiers.pointers(transaction, one).getOrDefault(profile, List.of()));
  }

  /** What points at one profile. */
  private static final class Holding {
    private final Map<String, Integer> proven;
    private final List<Pointer> pointers;

    Holding(Map<String, Integer> proven, List<Pointer> pointers) {
      this.proven = new HashMap<>(proven);
      this.pointers = new ArrayList<>(pointers);
    }

    void add(Pointer pointer) {
      pointers.add(pointer);
      if (pointer.verified() && pointer.kind() != Kind.VISITOR && !pointer.weak()) {
        proven.merge(pointer.sort(), 1, Integer::sum);
      }
    }
  }
}
