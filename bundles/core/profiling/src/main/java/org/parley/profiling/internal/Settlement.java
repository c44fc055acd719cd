// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileIdentified;
import org.parley.api.store.Transaction;

/** Does what the rules decided for one interaction. */
final class Settlement {
  /** A fingerprint that more profiles share than this tells nothing. */
  private static final int FEW = 3;

  private static final String SAME_FINGERPRINT = "Their browsers look alike";

  private final Batch batch;
  private final Transaction transaction;
  private final Said said;
  private final Merging merging;
  private boolean learned;

  Settlement(Batch batch, Merging merging) {
    this.batch = batch;
    this.transaction = batch.transaction();
    this.said = batch.said();
    this.merging = merging;
  }

  /**
   * @param helds what was known of the clue's pointers
   */
  Optional<Person> carryOut(Plan plan, Clue clue, List<Held> helds, Optional<Holder> guest) {
    if (!plan.remembered()) {
      return Optional.empty();
    }
    boolean before = plan.persons().stream().anyMatch(Holder::identified);
    boolean identified = before || clue.pointers().stream().anyMatch(Pointer::identifies);
    UUID profile = plan.persons().isEmpty() ? begin(identified, clue) : gather(plan.persons());
    batch.people().seen(profile, clue.at());
    List<Held> free = helds.stream().filter(Held::isFree).toList();
    free.forEach(held -> take(held.pointer(), profile, clue.at()));
    if (plan.isOfSomebodyNew()) {
      Holder holder = new Holder(profile, identified, Remember.UNASKED, Map.of());
      batch.sight().welcome(holder, free, clue.at());
    } else {
      batch.people().write(transaction);
      carryOut(plan, identified && !before, profile, clue.at());
      batch.sight().forget(clue.pointers(), Sight.holders(helds, guest));
    }
    guest.ifPresent(recipient -> suggestForwarded(plan, profile, recipient));
    clue.fingerprints().forEach(print -> compare(print, profile, clue.at()));
    if (identified && learned) {
      said.of(profile, new ProfileIdentified(profile, identifiers(plan, profile, free)));
    }
    return Optional.of(new Person(profile, identified, plan.trusted()));
  }

  /**
   * Gives somebody who is known what nobody held.
   *
   * @param plan one that does no more
   */
  Person add(Holder holder, Plan plan, Clue clue, List<Held> helds) {
    UUID profile = holder.id();
    if (batch.sight().isNews(profile, clue.at())) {
      batch.people().seen(profile, clue.at());
    }
    List<Held> free = helds.stream().filter(Held::isFree).toList();
    free.forEach(held -> batch.people().learned(held.pointer(), profile, clue.at()));
    batch.sight().add(holder, free);
    if (!free.isEmpty()) {
      said.of(profile, new ProfileIdentified(profile, batch.sight().identifiers(profile)));
    }
    return new Person(profile, true, plan.trusted());
  }

  private UUID begin(boolean identified, Clue clue) {
    UUID profile = Ids.next(said.now());
    Profile.State state = identified ? Profile.State.IDENTIFIED : Profile.State.ANONYMOUS;
    batch.people().born(profile, state, clue.at());
    learned = true;
    return profile;
  }

  private UUID gather(List<Holder> persons) {
    UUID survivor = persons.get(0).id();
    for (Holder other : persons.subList(1, persons.size())) {
      merging.merge(transaction, Union.byRule(survivor, other.id()), said);
      learned = true;
    }
    return survivor;
  }

  private void take(Pointer pointer, UUID profile, Instant at) {
    batch.people().learned(pointer, profile, at);
    learned = true;
  }

  private void carryOut(Plan plan, boolean becomesKnown, UUID profile, Instant at) {
    if (becomesKnown) {
      ChangeState.identified(transaction, profile);
      learned = true;
    }
    plan.verify().forEach(this::verify);
    plan.seize().forEach(held -> seize(held, profile, at));
    plan.claim().forEach(held -> InsertClaim.in(transaction, held.pointer(), profile, at));
    plan.suggest().forEach((other, reason) -> suggest(profile, other, reason));
  }

  private List<Identifier> identifiers(Plan plan, UUID profile, List<Held> free) {
    return plan.isOfSomebodyNew()
        ? FindIdentifiers.identifiers(free.stream().map(Held::pointer).toList())
        : FindIdentifiers.in(transaction, profile);
  }

  private void verify(Pointer pointer) {
    VerifyPointer.in(transaction, pointer);
    learned |= pointer.isStrong();
  }

  private void seize(Held held, UUID profile, Instant at) {
    SeizePointer.in(transaction, held.pointer(), profile);
    UUID loser = held.holder().orElseThrow().id();
    InsertClaim.in(transaction, held.pointer().withVerified(false), loser, at);
    learned = true;
  }

  private void suggest(UUID profile, UUID other, String reason) {
    InsertSuggestion.in(transaction, Pair.of(profile, other), reason, said.now());
  }

  private void suggestForwarded(Plan plan, UUID profile, Holder recipient) {
    boolean stranger = plan.persons().stream().noneMatch(Holder::identified);
    if (stranger && !profile.equals(recipient.id())) {
      suggest(profile, recipient.id(), Rules.PERSONAL_LINK);
    }
  }

  private void compare(Pointer fingerprint, UUID profile, Instant at) {
    if (InsertClaim.in(transaction, fingerprint, profile, at)) {
      List<UUID> others = FindClaimants.in(transaction, fingerprint, FEW + 2);
      if (others.size() <= FEW + 1) {
        others.stream()
            .filter(other -> !other.equals(profile))
            .forEach(other -> suggest(profile, other, SAME_FINGERPRINT));
      }
    }
  }
}
