// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One interaction's way to its profile. Mostly all pointers lead to one profile, or to none; only
 * else is more looked at than the pointers. Nobody else changes people meanwhile.
 */
final class Recognition {
  private final Batch batch;
  private final Clue clue;
  private boolean firstBrowser;

  Recognition(Batch batch, Clue clue) {
    this.batch = batch;
    this.clue = clue;
  }

  Optional<Person> run(Settlement settlement) {
    Optional<Holder> guest = batch.sight().guest(clue);
    if (clue.pointers().isEmpty()) {
      return guest.flatMap(this::remembered);
    }
    List<Held> helds = batch.sight().of(clue.pointers());
    Set<UUID> holders = Sight.holders(helds, guest);
    Optional<Person> known = sameAsEver(helds, holders);
    if (known.isPresent()) {
      return known;
    }
    if (guest.isEmpty()) {
      Optional<Person> more = moreOfOne(helds, holders, settlement);
      if (more.isPresent()) {
        return more;
      }
    }
    if (!holders.isEmpty()) {
      batch.write();
    }
    return settlement.carryOut(plan(helds, holders, guest), clue, helds, guest);
  }

  /** A personal link followed without a key is remembered for those who agreed to that. */
  private Optional<Person> remembered(Holder recipient) {
    return recipient.remember() == Remember.YES
        ? Optional.of(seen(recipient, true))
        : Optional.empty();
  }

  private Optional<Person> sameAsEver(List<Held> helds, Set<UUID> holders) {
    boolean plain =
        holders.size() == 1
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
    return declined ? Optional.empty() : Optional.of(seen(holder, !(typed && holder.identified())));
  }

  /**
   * Somebody who is known by name, and pointers that nobody held: if these are that person's too,
   * nothing has to be written first, and only what else points at that person is asked.
   */
  private Optional<Person> moreOfOne(List<Held> helds, Set<UUID> holders, Settlement settlement) {
    boolean plain =
        holders.size() == 1
            && !clue.answer()
            && clue.fingerprints().isEmpty()
            && helds.stream().noneMatch(h -> h.ambiguous() || !h.isFree() && h.isToBeVerified());
    if (!plain) {
      return Optional.empty();
    }
    Holder holder =
        helds.stream().flatMap(held -> held.holder().stream()).findFirst().orElseThrow();
    if (!holder.identified()) {
      return Optional.empty();
    }
    List<Held> known = batch.sight().withProofs(helds, holder.id());
    Plan plan = Rules.decide(known, Apart.NONE, Optional.empty());
    boolean adds = plan.addsTo(holder.id()) && plan.respects(clue);
    return adds ? Optional.of(settlement.add(holder, plan, clue, helds)) : Optional.empty();
  }

  private Person seen(Holder holder, boolean trusted) {
    if (clue.answer() || batch.sight().isNews(holder.id(), clue.at())) {
      batch.people().seen(holder.id(), clue.at());
    }
    return new Person(holder.id(), holder.identified(), trusted);
  }

  private Plan plan(List<Held> helds, Set<UUID> holders, Optional<Holder> guest) {
    List<Held> known = batch.sight().withProofs(helds);
    Optional<Holder> host = guest.filter(person -> comesFirst(helds, person));
    Plan plan = Rules.decide(known, batch.sight().apart(holders), host);
    return plan.respects(clue) ? plan : Plan.NOBODY;
  }

  /**
   * The first new browser through a personal link is the recipient's; later ones got it forwarded.
   */
  private boolean comesFirst(List<Held> helds, Holder recipient) {
    boolean newcomer = helds.stream().allMatch(held -> held.pointer().isVisitor() && held.isFree());
    if (newcomer && !firstBrowser && !recipient.declines()) {
      firstBrowser = InsertFirstBrowser.in(batch.transaction(), clue.guest().orElseThrow());
    }
    return firstBrowser;
  }
}
