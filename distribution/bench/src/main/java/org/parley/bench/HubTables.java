// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** The database of a hub that was stopped, for counting what it has. */
final class HubTables implements AutoCloseable {
  private final EmbeddedDataSource source = new EmbeddedDataSource();
  private final Connection connection;

  private HubTables(Path folder) throws SQLException {
    System.setProperty("derby.stream.error.file", folder.resolveSibling("derby.log").toString());
    source.setDatabaseName(folder.toString());
    connection = source.getConnection();
  }

  static HubTables of(Path home) {
    try {
      return new HubTables(home.resolve("db"));
    } catch (SQLException e) {
      throw new BenchFailed("The database of a stopped hub cannot be opened: " + e, e);
    }
  }

  /** The only number that a question answers. */
  long number(String sql) {
    long[] answer = {0};
    each(sql, row -> answer[0] = row.getLong(1));
    return answer[0];
  }

  /** Shows each row that a question answers. */
  void each(String sql, Reading reading) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        reading.read(rows);
      }
    } catch (SQLException e) {
      throw new BenchFailed("'" + sql + "' failed: " + e, e);
    }
  }

  interface Reading {
    void read(ResultSet row) throws SQLException;
  }

  /** Holds what each person was seen to do against what was acknowledged, entry by entry. */
  void requireEntries(int[] acknowledged) {
    int[] found = new int[acknowledged.length];
    each(
        "SELECT i.value, COUNT(*) FROM profiling_identifier i"
            + " JOIN profiling_entry e ON e.profile = i.profile"
            + " WHERE i.value LIKE 'person-%' GROUP BY i.value",
        row -> found[EventScript.person(row.getString(1))] = row.getInt(2));
    for (int person = 0; person < found.length; person++) {
      if (found[person] != acknowledged[person]) {
        throw new BenchFailed(
            "Of person %d %d events were acknowledged and %d are there"
                .formatted(person, acknowledged[person], found[person]));
      }
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
      source.setShutdownDatabase("shutdown");
      source.getConnection().close();
    } catch (SQLException closed) {
      // Derby says by an exception that it has closed a database
    }
  }
}
