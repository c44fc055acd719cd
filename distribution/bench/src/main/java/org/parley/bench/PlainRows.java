// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.apache.derby.jdbc.EmbeddedDataSource;

/**
 * What most who collect events do: a row for each event, its sum for the person beside it, one
 * commit. By plain JDBC from one thread into the hub's own database engine, without HTTP, without
 * anybody being recognised.
 */
final class PlainRows {
  private static final double NANOS = 1e9;

  /**
   * @param perSecond how many events were stored
   * @param cpuMillis each took
   */
  record Found(double perSecond, double cpuMillis) {}

  private PlainRows() {}

  static Found measure(Path folder, int people, Duration duration) {
    EmbeddedDataSource source = new EmbeddedDataSource();
    source.setDatabaseName(folder.toString());
    source.setCreateDatabase("create");
    try (Connection connection = source.getConnection()) {
      make(connection, people);
      return measure(connection, people, duration);
    } catch (SQLException e) {
      throw new BenchFailed("Plain rows cannot be written: " + e, e);
    } finally {
      close(source);
    }
  }

  private static void make(Connection connection, int people) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE person (id INT PRIMARY KEY, events BIGINT NOT NULL)");
      statement.execute(
          "CREATE TABLE event (id BIGINT PRIMARY KEY, person INT NOT NULL, at_time BIGINT NOT NULL,"
              + " type VARCHAR(64) NOT NULL, detail VARCHAR(2000) NOT NULL)");
      statement.execute("CREATE INDEX event_person ON event (person, at_time)");
    }
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO person (id, events) VALUES (?, 0)")) {
      for (int person = 0; person < people; person++) {
        insert.setInt(1, person);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
  }

  private static Found measure(Connection connection, int people, Duration duration)
      throws SQLException {
    try (PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO event (id, person, at_time, type, detail) VALUES (?, ?, ?, ?, ?)");
        PreparedStatement update =
            connection.prepareStatement("UPDATE person SET events = events + 1 WHERE id = ?")) {
      ProcessMeter meter = new ProcessMeter(ProcessHandle.current().pid());
      long cpu = meter.cpuMillis();
      long begin = System.nanoTime();
      long events = 0;
      while (System.nanoTime() - begin < duration.toNanos()) {
        store(connection, insert, update, events++, people);
      }
      double seconds = (System.nanoTime() - begin) / NANOS;
      return new Found(events / seconds, (meter.cpuMillis() - cpu) / (double) events);
    }
  }

  private static void store(
      Connection connection,
      PreparedStatement insert,
      PreparedStatement update,
      long event,
      int people)
      throws SQLException {
    int person = (int) (event * 7_919 % people);
    insert.setLong(1, event);
    insert.setInt(2, person);
    insert.setLong(3, System.currentTimeMillis());
    insert.setString(4, "page.viewed");
    insert.setString(5, "{\"url\":\"https://www.example.org/p/17\",\"title\":\"Page 17\"}");
    insert.executeUpdate();
    update.setInt(1, person);
    update.executeUpdate();
    connection.commit();
  }

  private static void close(EmbeddedDataSource source) {
    try {
      source.setCreateDatabase(null);
      source.setShutdownDatabase("shutdown");
      source.getConnection().close();
    } catch (SQLException closed) {
      // Derby says by an exception that it has closed a database
    }
  }
}
