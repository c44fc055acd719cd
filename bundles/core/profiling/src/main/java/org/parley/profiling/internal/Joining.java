// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.parley.api.bus.BusRecord;
import org.parley.api.interactions.Interaction;
import org.parley.api.profiles.ConsentGiven;

/** Puts what people did and answered with their profiles. */
final class Joining {
  private final Identities identities;
  private final Batch batch;

  Joining(Identities identities, Batch batch) {
    this.identities = identities;
    this.batch = batch;
  }

  /** An interaction that points at nobody leaves no trace here. */
  void join(BusRecord cause, Interaction interaction, Clue clue) {
    batch.said().because(cause);
    identities
        .recogniser()
        .recognise(batch, clue)
        .ifPresent(person -> batch.doings().add(person, interaction, cause));
  }

  /** A no also counts for whoever holds an identifier that it came with. */
  void answer(BusRecord cause, ConsentGiven given) {
    batch.said().because(cause);
    List<Pointer> pointers = identities.pointers(given.identifiers());
    Clue clue = Clue.of(pointers, Optional.empty(), given.at());
    Answer answer = Answer.of(given, clue.proves());
    Optional<UUID> by =
        identities.recogniser().recognise(batch, clue.asAnswer()).map(Person::profile);
    batch.write();
    by.ifPresent(
        who -> identities.standings().note(batch.transaction(), who, answer, batch.said()));
    Set<UUID> concerned = new HashSet<>(by.stream().toList());
    if (!given.given()) {
      Refusals.Refusal refusal = new Refusals.Refusal(answer, by, clue.pointers());
      concerned.addAll(identities.refusals().spread(batch.transaction(), refusal, batch.said()));
    }
    batch.sight().forget(clue.pointers(), concerned);
  }
}
