// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileIdentified;
import org.parley.api.store.Transaction;

/** Does what was planned about an interaction's pointers; all profiles concerned are locked. */
final class Settlement {
  /** A fingerprint that more profiles share than this tells nothing. */
  private static final int FEW = 3;

  private static final String SAME_FINGERPRINT = "Their browsers look alike";

  private final Transaction transaction;
  private final Said said;
  private final Merging merging;
  private final UUID reserved;
  private boolean learned;

  Settlement(Transaction transaction, Said said, Merging merging) {
    this.transaction = transaction;
    this.said = said;
    this.merging = merging;
    this.reserved = Ids.next(said.now());
  }

  void reserve(List<Pointer> absent, Instant at) {
    ReservePointers.in(transaction, absent, reserved, at);
  }

  Optional<Person> carryOut(Plan plan, Clue clue, Optional<Holder> guest) {
    if (!plan.remembered()) {
      DropReserved.in(transaction, reserved);
      return Optional.empty();
    }
    UUID profile = plan.persons().isEmpty() ? begin(clue) : gather(plan.persons());
    boolean identified = identify(plan, clue, profile);
    NoteSeen.in(transaction, profile, clue.at());
    plan.verify().forEach(pointer -> verify(pointer));
    plan.seize().forEach(held -> seize(held, profile, clue.at()));
    plan.claim().forEach(held -> InsertClaim.in(transaction, held.pointer(), profile, clue.at()));
    plan.suggest().forEach((other, reason) -> suggest(profile, other, reason));
    guest.ifPresent(recipient -> suggestForwarded(plan, profile, recipient));
    clue.fingerprints().forEach(print -> compare(print, profile, clue.at()));
    if (identified && learned) {
      said.of(profile, new ProfileIdentified(profile, FindIdentifiers.in(transaction, profile)));
    }
    return Optional.of(new Person(profile, identified, plan.trusted()));
  }

  private UUID begin(Clue clue) {
    InsertProfile.in(transaction, reserved, Profile.State.ANONYMOUS, clue.at());
    learned = true;
    return reserved;
  }

  private UUID gather(List<Holder> persons) {
    UUID survivor = persons.get(0).id();
    for (Holder other : persons.subList(1, persons.size())) {
      merging.merge(transaction, Union.byRule(survivor, other.id()), said);
      learned = true;
    }
    learned |= HandOver.in(transaction, reserved, survivor) > 0;
    return survivor;
  }

  private boolean identify(Plan plan, Clue clue, UUID profile) {
    boolean before = plan.persons().stream().anyMatch(Holder::identified);
    boolean now = before || clue.pointers().stream().anyMatch(Pointer::identifies);
    if (now && !before) {
      ChangeState.identified(transaction, profile);
      learned = true;
    }
    return now;
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
