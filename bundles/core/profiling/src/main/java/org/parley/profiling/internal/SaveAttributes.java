// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** Notes what a person has told; the latest word counts. */
final class SaveAttributes {
  private static final String UPDATE =
      """
      UPDATE profiling_attribute
      SET value = CASE WHEN told_at <= :at THEN :value ELSE value END,
        told_at = CASE WHEN told_at <= :at THEN :at ELSE told_at END
      WHERE home = :profile AND name = :name
      """;
  private static final String INSERT =
      """
      INSERT INTO profiling_attribute (home, name, value, profile, told_at)
      VALUES (:profile, :name, :value, :profile, :at)
      """;

  private SaveAttributes() {}

  static void in(Transaction transaction, UUID profile, Map<String, String> told, Instant at) {
    told.forEach(
        (name, value) -> {
          boolean known = run(transaction, UPDATE, profile, new Told(name, value, at)) > 0;
          if (!known) {
            run(transaction, INSERT, profile, new Told(name, value, at));
          }
        });
  }

  private static int run(Transaction transaction, String sql, UUID profile, Told told) {
    return transaction
        .sql(sql)
        .bind("profile", profile)
        .bind("name", told.name)
        .bind("value", told.value)
        .bind("at", told.at)
        .update();
  }

  private record Told(String name, String value, Instant at) {}
}
