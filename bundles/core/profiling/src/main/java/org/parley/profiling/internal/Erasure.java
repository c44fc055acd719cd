// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.parley.api.profiles.ProfileErased;
import org.parley.api.store.Transaction;

/**
 * Erases a person from this room's tables. The ids of the profiles and of their merges remain, and
 * say nothing about anybody.
 */
final class Erasure {
  private static final List<String> SQL =
      List.of(
          "DELETE FROM profiling_identifier WHERE profile IN (<homes>)",
          "DELETE FROM profiling_claim WHERE profile IN (<homes>)",
          "DELETE FROM profiling_attribute WHERE profile IN (<homes>)",
          "DELETE FROM profiling_entry WHERE profile IN (<homes>)",
          "DELETE FROM profiling_answer WHERE home IN (<homes>)",
          "DELETE FROM profiling_standing WHERE profile IN (<homes>)",
          "DELETE FROM profiling_suggestion WHERE elder IN (<homes>)",
          "DELETE FROM profiling_suggestion WHERE younger IN (<homes>)",
          "DELETE FROM profiling_apart WHERE elder IN (<homes>)",
          "DELETE FROM profiling_apart WHERE younger IN (<homes>)",
          "DELETE FROM profiling_first_browser WHERE recipient IN (<homes>)");
  private static final String END =
      """
      UPDATE profiling_profile
      SET state = 'ERASED', ended_at = :at, created_at = :at, last_seen_at = :at,
        remember = 'UNASKED', answers = 0, answers_seal = '', asked_at = NULL
      WHERE id IN (<homes>)
      """;

  private Erasure() {}

  /** The profile is live and locked. */
  static UUID of(Transaction transaction, UUID profile, Said said) {
    Set<UUID> homes = FindHomes.of(transaction, profile);
    said.erase(FindPartitionKeys.in(transaction, homes));
    SQL.forEach(sql -> transaction.sql(sql).bindList("homes", homes).update());
    transaction.sql(END).bind("at", said.now()).bindList("homes", homes).update();
    List<UUID> parts =
        homes.stream().filter(home -> !home.equals(profile)).sorted(Order.IDS).toList();
    said.of(profile, new ProfileErased(profile, parts));
    return profile;
  }
}
