// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parley.api.store.Transaction;

/** What is known of pointers; each is looked up once a turn, unless it is to be forgotten. */
final class Sight {
  private final Transaction transaction;
  private final WeakAddresses weakAddresses;
  private final Map<Pointer, Held> known = new HashMap<>();
  private final Map<UUID, Set<Pointer>> pointing = new HashMap<>();

  Sight(Transaction transaction, WeakAddresses weakAddresses) {
    this.transaction = transaction;
    this.weakAddresses = weakAddresses;
  }

  /** Looks many up at once. */
  void expect(Collection<Pointer> pointers) {
    Map<Pointer, Held> found = FindHeld.in(transaction, pointers);
    pointers.forEach(pointer -> learn(found.getOrDefault(key(pointer), Held.free(pointer))));
  }

  List<Held> of(List<Pointer> pointers) {
    List<Held> helds = new ArrayList<>();
    for (Pointer pointer : pointers) {
      Held held = known.get(key(pointer));
      helds.add(held == null ? lookUp(pointer) : held.seenWith(pointer));
    }
    return helds;
  }

  private Held lookUp(Pointer pointer) {
    Held held = FindHeld.in(transaction, pointer).orElseGet(() -> Held.free(pointer));
    learn(held);
    return held;
  }

  void learn(Held held) {
    Pointer key = key(held.pointer());
    known.put(key, held);
    held.holder()
        .ifPresent(who -> pointing.computeIfAbsent(who.id(), id -> new HashSet<>()).add(key));
  }

  /** What is known of pointers is true no more, nor of any that points at one of the profiles. */
  void forget(List<Pointer> pointers, Set<UUID> profiles) {
    pointers.forEach(pointer -> known.remove(key(pointer)));
    for (UUID profile : profiles) {
      Set<Pointer> gone = pointing.remove(profile);
      if (gone != null) {
        gone.forEach(known::remove);
      }
    }
  }

  void forgetAll() {
    known.clear();
    pointing.clear();
  }

  private static Pointer key(Pointer pointer) {
    return pointer.withVerified(false);
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

  private static Holder proving(Holder holder, Map<UUID, Map<String, Integer>> proven) {
    return holder.proving(proven.getOrDefault(holder.id(), Map.of()));
  }

  Apart apart(Collection<UUID> profiles) {
    return FindApart.in(transaction, profiles);
  }
}
