// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** Which rooms' files have been run already, kept in the database itself. */
final class DoneMigrations {
  private static final Set<String> NO_SUCH_TABLE = Set.of("42X05", "42Y07", "42P01");

  private final Connection connection;

  DoneMigrations(Connection connection) {
    this.connection = connection;
  }

  boolean includes(MigrationFiles files) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT checksum FROM store_migrations WHERE room = ?")) {
      select.setString(1, files.room());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() && rows.getLong(1) == files.checksum();
      }
    } catch (SQLException e) {
      if (NO_SUCH_TABLE.contains(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  void add(MigrationFiles files) throws SQLException {
    if (!exists()) {
      create();
    }
    try (PreparedStatement delete =
            connection.prepareStatement("DELETE FROM store_migrations WHERE room = ?");
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO store_migrations (room, checksum) VALUES (?, ?)")) {
      delete.setString(1, files.room());
      delete.executeUpdate();
      insert.setString(1, files.room());
      insert.setLong(2, files.checksum());
      insert.executeUpdate();
    }
  }

  private boolean exists() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT COUNT(*) FROM store_migrations").close();
      return true;
    } catch (SQLException e) {
      if (NO_SUCH_TABLE.contains(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "CREATE TABLE store_migrations (room VARCHAR(100) NOT NULL PRIMARY KEY, checksum BIGINT"
              + " NOT NULL)");
    }
  }
}
