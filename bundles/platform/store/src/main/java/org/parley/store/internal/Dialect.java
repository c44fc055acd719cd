// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.parley.store.internal.JdbcStatement.Filler;
import org.parley.store.internal.JdbcStatement.RowFiller;

/** The few things that the two databases do not say alike. */
enum Dialect {
  DERBY(
      Map.of(
          "id", "CHAR(16) FOR BIT DATA",
          "instant", "BIGINT",
          "text", "CLOB",
          "bytes", "BLOB",
          "identity", "BIGINT GENERATED ALWAYS AS IDENTITY")) {
    /** Only the statement is undone by a duplicate key here, the transaction goes on. */
    @Override
    boolean insertIfAbsent(Connection connection, String sql, Filler filler) throws SQLException {
      try {
        return update(connection, sql, filler) > 0;
      } catch (SQLException e) {
        if (Failure.of(e) == Failure.DUPLICATE) {
          return false;
        }
        throw e;
      }
    }

    /** A batch ends with its first duplicate here, and what came before stands: go on behind it. */
    @Override
    boolean[] insertBatchIfAbsent(Connection connection, String sql, int rows, RowFiller filler)
        throws SQLException {
      boolean[] inserted = new boolean[rows];
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        int next = 0;
        while (next < rows) {
          int done = insertUntilDuplicate(statement, next, rows, filler);
          Arrays.fill(inserted, next, next + done, true);
          next += done + 1;
        }
      }
      return inserted;
    }

    @Override
    String stored(String column) {
      return column.toUpperCase(Locale.ROOT);
    }

    /** Whoever is interrupted by others loses his connection alone. */
    @Override
    boolean mayHaveEnded(SQLException failure) {
      Failure kind = Failure.of(failure);
      return (kind == Failure.LOST || kind == Failure.FULL)
          && !INTERRUPTED_BY_OTHERS.equals(failure.getSQLState());
    }

    /** It lives in this process. */
    @Override
    Instant now(Connection connection) {
      return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    void lockMigrations(Connection connection) {
      // an embedded database has one hub, and that migrates on one thread
    }
  },
  POSTGRESQL(
      Map.of(
          "id", "BYTEA",
          "instant", "BIGINT",
          "text", "TEXT",
          "bytes", "BYTEA",
          "identity", "BIGINT GENERATED ALWAYS AS IDENTITY")) {
    /** A duplicate key would end the whole transaction here. */
    @Override
    boolean insertIfAbsent(Connection connection, String sql, Filler filler) throws SQLException {
      return update(connection, sql + " ON CONFLICT DO NOTHING", filler) > 0;
    }

    @Override
    boolean[] insertBatchIfAbsent(Connection connection, String sql, int rows, RowFiller filler)
        throws SQLException {
      boolean[] inserted = new boolean[rows];
      try (PreparedStatement statement =
          connection.prepareStatement(sql + " ON CONFLICT DO NOTHING")) {
        int[] counts = insert(statement, 0, rows, filler);
        for (int row = 0; row < rows; row++) {
          inserted[row] = isInserted(counts[row]);
        }
      }
      return inserted;
    }

    @Override
    String stored(String column) {
      return column.toLowerCase(Locale.ROOT);
    }

    @Override
    boolean mayHaveEnded(SQLException failure) {
      return false; // it is another process
    }

    @Override
    Instant now(Connection connection) throws SQLException {
      try (PreparedStatement ask =
              connection.prepareStatement(
                  "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)");
          ResultSet answer = ask.executeQuery()) {
        answer.next();
        return Instant.EPOCH.plus(answer.getLong(1), ChronoUnit.MICROS);
      }
    }

    @Override
    void lockMigrations(Connection connection) throws SQLException {
      try (PreparedStatement lock =
          connection.prepareStatement("SELECT pg_advisory_lock(hashtext('parley.migrations'))")) {
        lock.execute();
      }
    }
  };

  private static final String INTERRUPTED_BY_OTHERS = "08000";

  private final Map<String, String> placeholders;

  Dialect(Map<String, String> placeholders) {
    this.placeholders = placeholders;
  }

  static Dialect of(String url) {
    return url.startsWith("jdbc:postgresql:") ? POSTGRESQL : DERBY;
  }

  /** What the column types of a migration stand for. */
  Map<String, String> placeholders() {
    return placeholders;
  }

  abstract boolean insertIfAbsent(Connection connection, String sql, Filler filler)
      throws SQLException;

  abstract boolean[] insertBatchIfAbsent(
      Connection connection, String sql, int rows, RowFiller filler) throws SQLException;

  /** A driver that rewrites batches answers that it does not know, which must not pass for no. */
  static boolean isInserted(int count) throws SQLException {
    if (count < 0) {
      throw new SQLException("The driver does not say which rows of a batch were inserted");
    }
    return count > 0;
  }

  private static int insertUntilDuplicate(
      PreparedStatement statement, int from, int to, RowFiller filler) throws SQLException {
    try {
      return insert(statement, from, to, filler).length;
    } catch (BatchUpdateException e) {
      if (Failure.of(e) == Failure.DUPLICATE) {
        return e.getUpdateCounts().length;
      }
      throw e;
    }
  }

  private static int[] insert(PreparedStatement statement, int from, int to, RowFiller filler)
      throws SQLException {
    statement.clearBatch();
    for (int row = from; row < to; row++) {
      filler.fill(statement, row);
      statement.addBatch();
    }
    return statement.executeBatch();
  }

  /** How the database writes a column's name that a statement does not quote. */
  abstract String stored(String column);

  long insertForKey(Connection connection, String sql, String column, Filler filler)
      throws SQLException {
    String[] columns = {stored(column)};
    try (PreparedStatement statement = connection.prepareStatement(sql, columns)) {
      filler.fill(statement);
      statement.executeUpdate();
      return onlyKey(statement);
    }
  }

  private static long onlyKey(PreparedStatement statement) throws SQLException {
    try (ResultSet keys = statement.getGeneratedKeys()) {
      if (!keys.next()) {
        throw new IllegalStateException("No row was inserted, so there is no key");
      }
      return keys.getLong(1);
    }
  }

  /** Whether a database that runs within this process may have ended with this. */
  abstract boolean mayHaveEnded(SQLException failure);

  /** What the database's clock says. */
  abstract Instant now(Connection connection) throws SQLException;

  /** Lets one hub migrate at a time; held until the connection is closed. */
  abstract void lockMigrations(Connection connection) throws SQLException;

  private static int update(Connection connection, String sql, Filler filler) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      filler.fill(statement);
      return statement.executeUpdate();
    }
  }
}
