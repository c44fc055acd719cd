// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parley.api.profiles.Profile;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** New people, what points at them, and when people did something: gathered, then written. */
final class NotePeople {
  private static final String PROFILE =
      """
      INSERT INTO profiling_profile
        (id, root, state, created_at, last_seen_at, remember, answers, answers_seal)
      VALUES (:id, :id, :state, :at, :seen, :remember, 0, '')
      """;
  private static final String POINTER =
      """
      INSERT INTO profiling_identifier
        (kind, network, value, profile, home, verified, contested, since)
      VALUES (:kind, :network, :value, :profile, :profile, :verified, FALSE, :since)
      """;
  private static final String SEEN =
      """
      UPDATE profiling_profile SET last_seen_at = :at WHERE id = :id AND last_seen_at < :at
      """;

  private final List<Born> born = new ArrayList<>();
  private final List<Learned> learned = new ArrayList<>();
  private final Map<UUID, Instant> seen = new LinkedHashMap<>();

  void born(UUID profile, Profile.State state, Instant at) {
    born.add(new Born(profile, state, at));
    seen(profile, at);
  }

  /** A pointer that nobody was seen with before. */
  void learned(Pointer pointer, UUID profile, Instant since) {
    learned.add(new Learned(pointer, profile, since));
  }

  void seen(UUID profile, Instant at) {
    seen.merge(profile, at, (one, other) -> one.isAfter(other) ? one : other);
  }

  void write(Transaction transaction) {
    if (!born.isEmpty()) {
      writeBorn(transaction.sql(PROFILE));
    }
    if (!learned.isEmpty()) {
      writeLearned(transaction.sql(POINTER));
    }
    if (!seen.isEmpty()) {
      writeSeen(transaction.sql(SEEN));
    }
  }

  private void writeBorn(Statement insert) {
    for (Born each : born) {
      insert
          .bind("id", each.profile)
          .bind("state", each.state)
          .bind("at", each.at)
          .bind("seen", seen.remove(each.profile))
          .bind("remember", Remember.UNASKED)
          .addBatch();
    }
    insert.updateBatch();
    born.clear();
  }

  private void writeLearned(Statement insert) {
    for (Learned each : learned) {
      insert
          .bind("kind", each.pointer.kind())
          .bind("network", each.pointer.network())
          .bind("value", each.pointer.value())
          .bind("profile", each.profile)
          .bind("verified", each.pointer.verified())
          .bind("since", each.since)
          .addBatch();
    }
    insert.updateBatch();
    learned.clear();
  }

  private void writeSeen(Statement update) {
    seen.forEach((profile, at) -> update.bind("id", profile).bind("at", at).addBatch());
    update.updateBatch();
    seen.clear();
  }

  private record Born(UUID profile, Profile.State state, Instant at) {}

  private record Learned(Pointer pointer, UUID profile, Instant since) {}
}
