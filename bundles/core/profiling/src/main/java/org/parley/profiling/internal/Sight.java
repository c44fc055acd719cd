// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parley.api.store.Transaction;

/** What the tables know of an interaction's pointers. */
final class Sight {
  private final Transaction transaction;
  private final WeakAddresses weakAddresses;

  Sight(Transaction transaction, WeakAddresses weakAddresses) {
    this.transaction = transaction;
    this.weakAddresses = weakAddresses;
  }

  /** Those that somebody was seen with, or that this transaction has reserved. */
  List<Held> of(List<Pointer> pointers) {
    return pointers.stream()
        .flatMap(pointer -> FindHeld.in(transaction, pointer).stream())
        .toList();
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
    List<Held> known = new ArrayList<>();
    for (Held held : helds) {
      known.add(held.heldBy(held.holder().map(holder -> proving(holder, proven))));
    }
    return known;
  }

  private static Holder proving(Holder holder, Map<UUID, Map<String, Integer>> proven) {
    return holder.proving(proven.getOrDefault(holder.id(), Map.of()));
  }

  Apart apart(Collection<UUID> profiles) {
    return FindApart.in(transaction, profiles);
  }
}
