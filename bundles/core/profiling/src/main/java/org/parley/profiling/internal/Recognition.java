// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.store.Transaction;

/**
 * One interaction's way to its profile.
 *
 * <p>Mostly all pointers lead to one profile: one look each, and one update which also proves that
 * nothing was merged meanwhile. Otherwise new pointers are reserved first, in their order, then the
 * profiles are locked, in the order of their ids, and then all is looked at again: so two
 * transactions about one person neither make two profiles nor wait for one another in a ring.
 */
final class Recognition {
  private static final int ROUNDS = 8;

  private final Transaction transaction;
  private final Clue clue;
  private final Sight sight;
  private final Set<UUID> locked = new TreeSet<>(Order.IDS);
  private boolean firstBrowser;

  Recognition(Transaction transaction, Clue clue, Sight sight) {
    this.transaction = transaction;
    this.clue = clue;
    this.sight = sight;
  }

  Optional<Person> run(Settlement settlement) {
    Optional<Holder> guest = sight.guest(clue);
    if (clue.pointers().isEmpty()) {
      return guest.flatMap(this::remembered);
    }
    for (int round = 0; round < ROUNDS; round++) {
      List<Held> helds = sight.of(clue.pointers());
      Optional<Person> known = sameAsEver(helds, guest);
      if (known.isPresent()) {
        return known;
      }
      settlement.reserve(absent(helds), clue.at());
      if (lock(Sight.holders(sight.of(clue.pointers()), guest))) {
        List<Held> certain = sight.of(clue.pointers());
        if (locked.containsAll(Sight.holders(certain, guest))) {
          return settlement.carryOut(plan(certain, guest), clue, guest);
        }
      }
      guest = sight.guest(clue);
    }
    throw new ParleyException(Fault.HUB, "Others changed the profile too often meanwhile");
  }

  /** A personal link followed without a key is remembered for those who agreed to that. */
  private Optional<Person> remembered(Holder recipient) {
    boolean agreed = recipient.remember() == Remember.YES;
    return agreed && touch(recipient)
        ? Optional.of(new Person(recipient.id(), recipient.identified(), true))
        : Optional.empty();
  }

  private Optional<Person> sameAsEver(List<Held> helds, Optional<Holder> guest) {
    Set<UUID> holders = Sight.holders(helds, guest);
    boolean plain =
        helds.size() == clue.pointers().size()
            && holders.size() == 1
            && clue.fingerprints().isEmpty()
            && helds.stream().noneMatch(h -> h.isFree() || h.ambiguous() || h.isToBeVerified());
    if (!plain) {
      return Optional.empty();
    }
    Holder holder = helds.get(0).holder().orElseThrow();
    boolean typed = helds.stream().map(Held::pointer).allMatch(p -> p.isStrong() && !p.verified());
    boolean declined =
        !clue.answer()
            && holder.declines()
            && helds.stream().allMatch(h -> h.pointer().isVisitor());
    return !declined && touch(holder)
        ? Optional.of(new Person(holder.id(), holder.identified(), !(typed && holder.identified())))
        : Optional.empty();
  }

  private boolean touch(Holder holder) {
    return TouchProfile.in(transaction, holder.id(), holder.version(), clue.at());
  }

  private List<Pointer> absent(List<Held> helds) {
    List<Pointer> absent = new ArrayList<>(clue.pointers());
    absent.removeAll(helds.stream().map(Held::pointer).toList());
    return absent;
  }

  private boolean lock(Set<UUID> profiles) {
    Set<UUID> missing = new TreeSet<>(Order.IDS);
    missing.addAll(profiles);
    missing.removeAll(locked);
    for (UUID profile : missing) {
      if (!LockProfile.in(transaction, profile)) {
        return false;
      }
      locked.add(profile);
    }
    return true;
  }

  private Plan plan(List<Held> certain, Optional<Holder> guest) {
    List<Held> known = sight.withProofs(certain);
    Optional<Holder> host = guest.filter(person -> comesFirst(certain, person));
    Plan plan = Rules.decide(known, sight.apart(locked), host);
    return plan.respects(clue) ? plan : Plan.NOBODY;
  }

  /**
   * The first new browser through a personal link is the recipient's; later ones got it forwarded.
   */
  private boolean comesFirst(List<Held> helds, Holder recipient) {
    boolean newcomer = helds.stream().allMatch(held -> held.pointer().isVisitor() && held.isFree());
    if (newcomer && !firstBrowser && !recipient.declines()) {
      firstBrowser = InsertFirstBrowser.in(transaction, clue.guest().orElseThrow());
    }
    return firstBrowser;
  }
}
