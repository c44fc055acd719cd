// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.interactions.Interaction;
import org.parley.api.profiles.ConsentGiven;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.store.Transaction;

/** Puts what people did and answered with their profiles. */
final class Joining {
  private final Identities identities;

  Joining(Identities identities) {
    this.identities = identities;
  }

  /** An interaction that points at nobody leaves no trace here. */
  void join(
      Transaction transaction, Interaction interaction, Optional<Clue.Guest> guest, Said said) {
    List<Pointer> pointers = identities.pointers(interaction.identifiers());
    Clue clue = Clue.of(pointers, guest, interaction.at());
    identities
        .recogniser()
        .recognise(transaction, clue, said)
        .ifPresent(person -> note(transaction, interaction, person, said));
  }

  private static void note(
      Transaction transaction, Interaction interaction, Person person, Said said) {
    if (!InsertEntry.in(transaction, person.profile(), Entries.of(interaction))) {
      return;
    }
    if (person.trusted()) {
      SaveAttributes.in(
          transaction, person.profile(), Attributes.in(interaction.data()), interaction.at());
    }
    said.of(
        person.profile(),
        new InteractionJoined(person.profile(), person.identified(), interaction));
  }

  /** A no also counts for whoever holds an identifier that it came with. */
  void answer(Transaction transaction, ConsentGiven given, Said said) {
    Clue clue = Clue.of(identities.pointers(given.identifiers()), Optional.empty(), given.at());
    Answer answer = Answer.of(given, clue.proves());
    Optional<Person> person = identities.recogniser().recognise(transaction, clue.asAnswer(), said);
    person.ifPresent(who -> identities.standings().note(transaction, who.profile(), answer, said));
    if (!given.given()) {
      Optional<UUID> by = person.map(Person::profile);
      identities
          .refusals()
          .spread(transaction, new Refusals.Refusal(answer, by, clue.pointers()), said);
    }
  }
}
