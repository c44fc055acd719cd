// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.parley.api.bus.BusRecord;
import org.parley.api.interactions.Interaction;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** What people did, gathered, then put on their timelines and said, each once. */
final class NoteDoings {
  private final List<Doing> doings = new ArrayList<>();

  void add(Person person, Interaction interaction, BusRecord cause) {
    doings.add(new Doing(person, interaction, cause));
  }

  void write(Transaction transaction, Said said) {
    if (doings.isEmpty()) {
      return;
    }
    Statement insert = transaction.sql(InsertEntry.SQL);
    for (Doing each : doings) {
      InsertEntry.bind(insert, each.person.profile(), Entries.of(each.interaction)).addBatch();
    }
    boolean[] fresh = insert.insertBatchIfAbsent();
    for (int i = 0; i < fresh.length; i++) {
      if (fresh[i]) {
        tell(transaction, doings.get(i), said);
      }
    }
    doings.clear();
  }

  private static void tell(Transaction transaction, Doing doing, Said said) {
    UUID profile = doing.person.profile();
    Interaction interaction = doing.interaction;
    if (doing.person.trusted()) {
      SaveAttributes.in(transaction, profile, Attributes.in(interaction.data()), interaction.at());
    }
    said.of(
        profile,
        new InteractionJoined(profile, doing.person.identified(), interaction),
        doing.cause);
  }

  private record Doing(Person person, Interaction interaction, BusRecord cause) {}
}
