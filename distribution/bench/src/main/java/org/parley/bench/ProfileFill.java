// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.parley.bench.HubTables.Insert;

/**
 * Puts profiles by the million into the database of a hub that is down: as one event of each person
 * would have made them, without the time that takes.
 */
final class ProfileFill {
  /** What they did; what is measured does something else. */
  private static final String DONE = "form.submitted";

  private static final String PROFILE =
      """
      INSERT INTO profiling_profile
        (id, root, state, created_at, last_seen_at, remember, answers, answers_seal)
      VALUES (?, ?, ?, ?, ?, 'UNASKED', 0, '')
      """;
  private static final String IDENTIFIER =
      """
      INSERT INTO profiling_identifier
        (kind, network, value, profile, home, verified, contested, since)
      VALUES (?, '', ?, ?, ?, ?, FALSE, ?)
      """;
  private static final String ENTRY =
      """
      INSERT INTO profiling_entry (id, profile, home, done_at, type, channel, detail)
      VALUES (?, ?, ?, ?, ?, 'web', ?)
      """;
  private static final String DETAIL =
      "{\"origin\":{},\"data\":{\"title\":\"Page %1$d\",\"url\":\"https://www.example.org/p/%1$d\"}}";
  private static final int PAGES = 500;

  private final long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());

  private ProfileFill() {}

  /** The people of an {@link EventScript}. */
  static void into(Path home, int people) {
    ProfileFill fill = new ProfileFill();
    try (HubTables tables = HubTables.of(home)) {
      tables.insert(
          people,
          List.of(
              new Insert(PROFILE, fill::profile),
              new Insert(IDENTIFIER, fill::identifier),
              new Insert(ENTRY, fill::entry)));
      tables.countIndexes(List.of("PROFILING_PROFILE", "PROFILING_IDENTIFIER", "PROFILING_ENTRY"));
    }
  }

  private void profile(PreparedStatement row, int person) throws SQLException {
    row.setBytes(1, HubTables.id(person));
    row.setBytes(2, HubTables.id(person));
    row.setString(3, EventScript.inCrm(person) ? "IDENTIFIED" : "ANONYMOUS");
    row.setLong(4, now);
    row.setLong(5, now);
  }

  private void identifier(PreparedStatement row, int person) throws SQLException {
    row.setString(1, EventScript.inCrm(person) ? "CRM" : "VISITOR");
    row.setString(2, EventScript.name(person));
    row.setBytes(3, HubTables.id(person));
    row.setBytes(4, HubTables.id(person));
    row.setBoolean(5, EventScript.inCrm(person));
    row.setLong(6, now);
  }

  private void entry(PreparedStatement row, int person) throws SQLException {
    row.setBytes(1, HubTables.id(person));
    row.setBytes(2, HubTables.id(person));
    row.setBytes(3, HubTables.id(person));
    row.setLong(4, now);
    row.setString(5, DONE);
    row.setString(6, DETAIL.formatted(person % PAGES));
  }
}
