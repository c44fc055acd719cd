// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.parley.api.security.Team;
import org.parley.api.store.Transaction;

/** The table of teams. */
final class TeamTable {
  private TeamTable() {}

  static List<Team> all(Transaction tx) {
    return tx.sql("SELECT id, name FROM security_team ORDER BY name_key")
        .list(row -> new Team(row.id("id"), row.text("name")));
  }

  static boolean exists(Transaction tx, UUID id) {
    return tx.sql("SELECT id FROM security_team WHERE id = :id")
        .bind("id", id)
        .first(row -> id)
        .isPresent();
  }

  /** Whether the name was free. */
  static boolean insert(Transaction tx, Team team) {
    return tx.sql("INSERT INTO security_team (id, name, name_key) VALUES (:id, :name, :key)")
        .bind("id", team.id())
        .bind("name", team.name())
        .bind("key", team.name().toLowerCase(Locale.ROOT))
        .insertIfAbsent();
  }

  static boolean hasMembers(Transaction tx, UUID id) {
    return tx.sql("SELECT id FROM security_user WHERE team = :id FETCH FIRST 1 ROWS ONLY")
        .bind("id", id)
        .first(row -> id)
        .isPresent();
  }

  /** Whether there was such a team. */
  static boolean delete(Transaction tx, UUID id) {
    return tx.sql("DELETE FROM security_team WHERE id = :id").bind("id", id).update() == 1;
  }
}
