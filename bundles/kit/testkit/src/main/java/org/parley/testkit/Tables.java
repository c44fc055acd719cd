// SPDX-License-Identifier: Apache-2.0
package org.parley.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * The tables of one schema that a test fills and that are emptied before the next.
 *
 * @param all every table's name
 * @param filled by the migrations themselves
 */
record Tables(Set<String> all, Set<String> filled) {
  static Tables of(DataSource source) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(true);
      Set<String> all = namesIn(connection);
      Set<String> filled = new TreeSet<>();
      for (String table : all) {
        if (hasRows(connection, table)) {
          filled.add(table);
        }
      }
      return new Tables(all, filled);
    } catch (SQLException e) {
      throw new IllegalStateException("The tables could not be read", e);
    }
  }

  Set<String> names() {
    Set<String> names = new TreeSet<>();
    all.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    return names;
  }

  /** In as many rounds as foreign keys ask for. */
  void empty(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      List<String> left = new ArrayList<>(all);
      left.removeAll(filled);
      while (!left.isEmpty()) {
        left = oneRound(statement, left);
      }
    }
  }

  private static List<String> oneRound(Statement statement, List<String> tables)
      throws SQLException {
    List<String> left = new ArrayList<>();
    SQLException last = null;
    for (String table : tables) {
      try {
        statement.executeUpdate("DELETE FROM \"" + table + "\"");
      } catch (SQLException e) {
        left.add(table);
        last = e;
      }
    }
    if (last != null && left.size() == tables.size()) {
      throw last;
    }
    return left;
  }

  private static Set<String> namesIn(Connection connection) throws SQLException {
    Set<String> names = new TreeSet<>();
    String schema = connection.getSchema();
    try (ResultSet tables =
        connection.getMetaData().getTables(null, schema, "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
    }
    return names;
  }

  private static boolean hasRows(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM \"" + table + "\"")) {
      return rows.next() && rows.getLong(1) > 0;
    }
  }
}
