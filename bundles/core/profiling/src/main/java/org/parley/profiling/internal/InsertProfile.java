// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.UUID;
import org.parley.api.profiles.Profile;
import org.parley.api.store.Transaction;

/** Makes a profile. */
final class InsertProfile {
  private static final String SQL =
      """
      INSERT INTO profiling_profile (id, root, state, created_at, last_seen_at, version, remember,
        answers, answers_seal)
      VALUES (:id, :id, :state, :at, :at, 1, :remember, 0, '')
      """;

  private InsertProfile() {}

  static void in(Transaction transaction, UUID id, Profile.State state, Instant at) {
    transaction
        .sql(SQL)
        .bind("id", id)
        .bind("state", state)
        .bind("at", at)
        .bind("remember", Remember.UNASKED)
        .update();
  }
}
