// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** Lets a no count for whoever holds an identifier that it came with, not only for who said it. */
final class Refusals {
  private final Standings standings;

  Refusals(Standings standings) {
    this.standings = standings;
  }

  /**
   * @param by who said it, and is noted already
   * @param pointers what it came with
   */
  record Refusal(Answer answer, Optional<UUID> by, List<Pointer> pointers) {}

  /** Says for whom else it counts now. */
  List<UUID> spread(Transaction transaction, Refusal refusal, Said said) {
    List<UUID> others =
        refusal.pointers().stream()
            .filter(pointer -> !pointer.isVisitor())
            .flatMap(pointer -> FindByPointer.in(transaction, pointer).stream())
            .filter(profile -> refusal.by().filter(profile::equals).isEmpty())
            .distinct()
            .sorted(Order.IDS)
            .toList();
    others.forEach(other -> refuse(transaction, other, refusal.answer(), said));
    return others;
  }

  private void refuse(Transaction transaction, UUID profile, Answer answer, Said said) {
    UUID id = Derived.from(answer.id() + "/" + profile);
    standings.note(transaction, profile, answer.withId(id), said);
  }
}
