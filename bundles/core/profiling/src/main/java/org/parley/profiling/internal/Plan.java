// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What to do about an interaction's pointers.
 *
 * @param remembered whether there is anybody whose the interaction is; nothing is done otherwise
 * @param trusted whether what the interaction says about the person may be taken over
 * @param persons the profiles whose it is, found to be one; empty for a new profile
 * @param verify what they hold and is now verified
 * @param seize what is verified now and was only claimed by an identified other
 * @param claim what others hold
 * @param suggest profiles that may be the same person, with the reason
 */
record Plan(
    boolean remembered,
    boolean trusted,
    List<Holder> persons,
    List<Pointer> verify,
    List<Held> seize,
    List<Held> claim,
    Map<UUID, String> suggest) {
  /** Nobody's. */
  static final Plan NOBODY =
      new Plan(false, false, List.of(), List.of(), List.of(), List.of(), Map.of());

  /** Whether nothing of it concerns anybody who was known before. */
  boolean isOfSomebodyNew() {
    return persons.isEmpty() && touchesNobody();
  }

  /** Whether it only gives that profile what nobody held. */
  boolean addsTo(UUID profile) {
    return persons.size() == 1 && persons.get(0).id().equals(profile) && touchesNobody();
  }

  private boolean touchesNobody() {
    return verify.isEmpty() && seize.isEmpty() && claim.isEmpty() && suggest.isEmpty();
  }

  /** Who does not want to be remembered is left alone, unless named or asked. */
  boolean respects(Clue clue) {
    return clue.answer()
        || clue.pointers().stream().anyMatch(pointer -> !pointer.isVisitor())
        || persons.stream().noneMatch(Holder::declines);
  }

  Plan {
    persons = List.copyOf(persons);
    verify = List.copyOf(verify);
    seize = List.copyOf(seize);
    claim = List.copyOf(claim);
    suggest = Map.copyOf(suggest);
  }
}
