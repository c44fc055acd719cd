// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parley.api.profiles.Identifier;
import org.parley.api.store.Transaction;

/** What is known of pointers; each is looked up once, unless it is to be forgotten. */
final class Sight {
  private final Transaction transaction;
  private final WeakAddresses weakAddresses;
  private final Memory memory;
  private final Holdings holdings;

  Sight(Transaction transaction, WeakAddresses weakAddresses, Memory memory) {
    this.transaction = transaction;
    this.weakAddresses = weakAddresses;
    this.memory = memory;
    this.holdings = new Holdings(transaction, weakAddresses);
  }

  /** Looks up at once those of many that are not known. */
  void expect(Collection<Pointer> pointers) {
    List<Pointer> unknown =
        pointers.stream().filter(pointer -> memory.find(pointer).isEmpty()).toList();
    Map<Pointer, Held> found = FindHeld.in(transaction, unknown);
    unknown.forEach(
        pointer ->
            memory.learn(found.getOrDefault(pointer.withVerified(false), Held.free(pointer))));
  }

  List<Held> of(List<Pointer> pointers) {
    List<Held> helds = new ArrayList<>(pointers.size());
    for (Pointer pointer : pointers) {
      helds.add(memory.find(pointer).orElseGet(() -> lookUp(pointer)).seenWith(pointer));
    }
    return helds;
  }

  private Held lookUp(Pointer pointer) {
    Held held = FindHeld.in(transaction, pointer).orElseGet(() -> Held.free(pointer));
    memory.learn(held);
    return held;
  }

  /** Somebody new holds pointers that nobody held; all is written together. */
  void welcome(Holder newcomer, List<Held> free, Instant at) {
    free.forEach(held -> memory.learn(held.takenBy(newcomer)));
    memory.written(newcomer.id(), at);
    holdings.begin(newcomer.id(), free.stream().map(Held::pointer).toList());
  }

  /** Somebody known holds pointers that nobody held; that is written with all else. */
  void add(Holder holder, List<Held> free) {
    free.forEach(held -> memory.learn(held.takenBy(holder)));
    holdings.add(holder.id(), free.stream().map(Held::pointer).toList());
  }

  /** What points at somebody, with what is not written yet. */
  List<Identifier> identifiers(UUID profile) {
    return holdings.identifiers(profile);
  }

  /** What is known of pointers is true no more, nor of any that points at one of the profiles. */
  void forget(List<Pointer> pointers, Set<UUID> profiles) {
    memory.forget(pointers, profiles);
    holdings.forget(profiles);
  }

  /** Whether it has to be written that a person did something then; timelines show it exactly. */
  boolean isNews(UUID profile, Instant at) {
    return memory.isNews(profile, at);
  }

  Optional<Holder> guest(Clue clue) {
    return clue.guest().flatMap(guest -> FindHolder.in(transaction, guest.recipient()));
  }

  static Set<UUID> holders(List<Held> helds, Optional<Holder> guest) {
    return Stream.concat(helds.stream().flatMap(held -> held.holder().stream()), guest.stream())
        .map(Holder::id)
        .collect(Collectors.toSet());
  }

  /** The same with what each holder is proven to be. */
  List<Held> withProofs(List<Held> helds) {
    Set<UUID> holders = holders(helds, Optional.empty());
    if (holders.isEmpty()) {
      return helds;
    }
    Map<UUID, Map<String, Integer>> proven = FindProven.in(transaction, holders, weakAddresses);
    List<Held> proving = new ArrayList<>();
    for (Held held : helds) {
      proving.add(held.heldBy(held.holder().map(holder -> proving(holder, proven))));
    }
    return proving;
  }

  /** The same of pointers of one holder, of whom nothing else needs to be written for it. */
  List<Held> withProofs(List<Held> helds, UUID only) {
    Map<UUID, Map<String, Integer>> proven = Map.of(only, holdings.proven(only));
    return helds.stream()
        .map(held -> held.heldBy(held.holder().map(holder -> proving(holder, proven))))
        .toList();
  }

  private static Holder proving(Holder holder, Map<UUID, Map<String, Integer>> proven) {
    return holder.proving(proven.getOrDefault(holder.id(), Map.of()));
  }

  Apart apart(Collection<UUID> profiles) {
    return FindApart.in(transaction, profiles);
  }
}
