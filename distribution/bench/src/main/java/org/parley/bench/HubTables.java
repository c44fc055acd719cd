// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** The database of a hub that was stopped, for counting what it has and for filling it. */
final class HubTables implements AutoCloseable {

  /** Less than Derby would lock the whole table for. */
  private static final int PORTION = 4_000;

  private static final String PAGES = "8000";
  private static final long LONG_AGO = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private final EmbeddedDataSource source = new EmbeddedDataSource();
  private final Connection connection;

  private HubTables(Path folder) throws SQLException {
    System.setProperty("derby.stream.error.file", folder.resolveSibling("derby.log").toString());
    System.setProperty("derby.storage.pageCacheSize", PAGES);
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

  /**
   * A statement that puts a row in for each of many numbers.
   *
   * @param binding gives the statement what belongs to a number
   */
  record Insert(String sql, Binding binding) {}

  interface Binding {
    void bind(PreparedStatement row, int number) throws SQLException;
  }

  /** Puts the rows of all numbers below a count into tables, two shares at once. */
  void insert(int count, List<Insert> inserts) {
    int half = count / 2;
    List<Share> shares = List.of(new Share(0, half), new Share(half, count));
    shares.parallelStream().forEach(share -> insert(share, inserts));
  }

  private record Share(int from, int to) {}

  private void insert(Share share, List<Insert> inserts) {
    try (Connection own = source.getConnection()) {
      own.setAutoCommit(false);
      for (int from = share.from(); from < share.to(); from += PORTION) {
        for (Insert insert : inserts) {
          insert(own, new Share(from, Math.min(share.to(), from + PORTION)), insert);
        }
        own.commit();
      }
    } catch (SQLException e) {
      throw new BenchFailed("The database of a stopped hub cannot be filled: " + e, e);
    }
  }

  private static void insert(Connection own, Share portion, Insert insert) throws SQLException {
    try (PreparedStatement row = own.prepareStatement(insert.sql())) {
      for (int number = portion.from(); number < portion.to(); number++) {
        insert.binding().bind(row, number);
        row.addBatch();
      }
      row.executeBatch();
    }
  }

  /**
   * Derby counts a table's indexes anew whenever it has grown a few times as large; what was filled
   * at once is counted at once, or the first rounds would pay for what years of growth have paid.
   */
  void countIndexes(List<String> tables) {
    for (String table : tables) {
      run("CALL SYSCS_UTIL.SYSCS_UPDATE_STATISTICS(CURRENT SCHEMA, '" + table + "', NULL)");
    }
  }

  private void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new BenchFailed("'" + sql + "' failed: " + e, e);
    }
  }

  /** A UUID of version 7 that was born one millisecond after that of the number before. */
  static byte[] id(int number) {
    long born = LONG_AGO + number;
    return ByteBuffer.allocate(16).putLong(born << 16 | 0x7000).putLong(2L << 62 | number).array();
  }

  /** Holds what each person was seen to do against what was acknowledged, entry by entry. */
  void requireEntries(int[] acknowledged) {
    Map<String, Integer> entries = new HashMap<>();
    each(
        "SELECT profile FROM profiling_entry WHERE type = '" + EventScript.TYPE + "'",
        row -> entries.merge(row.getString(1), 1, Integer::sum));
    int[] found = new int[acknowledged.length];
    each(
        "SELECT value, profile FROM profiling_identifier WHERE value LIKE 'person-%'",
        row ->
            found[EventScript.person(row.getString(1))] =
                entries.getOrDefault(row.getString(2), 0));
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
