// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Profiles found to be one person, while they are being gathered. */
final class Cluster {
  /**
   * The most verified identifiers of one sort that a merge may bring together. What joins more
   * people than a person has addresses is a shared record, not a person.
   */
  static final int MOST_OF_A_SORT = 10;

  private final Apart apart;
  private final List<Holder> persons = new ArrayList<>();
  private final Map<String, Integer> proven = new HashMap<>();

  Cluster(Apart apart) {
    this.apart = apart;
  }

  boolean isEmpty() {
    return persons.isEmpty();
  }

  boolean has(UUID profile) {
    return persons.stream().anyMatch(person -> person.id().equals(profile));
  }

  boolean has(Held held) {
    return held.holder().map(holder -> has(holder.id())).orElse(false);
  }

  /** The eldest first, which lives on. */
  List<Holder> persons() {
    return persons.stream().sorted(Comparator.comparing(Holder::id, Order.IDS)).toList();
  }

  /** Counts a verified identifier that nobody in here was proven to hold before. */
  void prove(Pointer pointer) {
    proven.merge(pointer.sort(), 1, Integer::sum);
  }

  /** Takes a profile in on proof, unless it would become a crowd. */
  boolean joinOnProof(Holder holder) {
    boolean crowd =
        holder.proven().entrySet().stream()
            .anyMatch(sort -> count(sort.getKey()) + sort.getValue() > MOST_OF_A_SORT);
    boolean worn =
        proven.keySet().stream()
            .anyMatch(sort -> count(sort) + holder.proven().getOrDefault(sort, 0) > MOST_OF_A_SORT);
    return !crowd && !worn && !isKeptFrom(holder.id()) && add(holder);
  }

  /** Takes a profile in on a mere hint, unless both are proven to be somebody of the same sort. */
  boolean joinOnHint(Holder holder) {
    boolean contradicts = holder.proven().keySet().stream().anyMatch(sort -> count(sort) > 0);
    return !contradicts && !isKeptFrom(holder.id()) && add(holder);
  }

  /** Whether a person has said that this profile is somebody else. */
  boolean isKeptFrom(UUID profile) {
    return persons.stream().anyMatch(person -> apart.keeps(person.id(), profile));
  }

  private int count(String sort) {
    return proven.getOrDefault(sort, 0);
  }

  private boolean add(Holder holder) {
    persons.add(holder);
    holder.proven().forEach((sort, number) -> proven.merge(sort, number, Integer::sum));
    return true;
  }
}
