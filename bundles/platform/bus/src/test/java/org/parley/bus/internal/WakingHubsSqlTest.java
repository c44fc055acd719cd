// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.parley.bus.internal.Running.record;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.bus.BusRecord;
import org.parley.store.internal.SharedBells;
import org.parley.store.internal.SharedLeases;
import org.parley.testkit.TestStore;
import org.parley.testkit.TestStore.Kind;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Of two hubs on one PostgreSQL one numbers and reads; it is told what the other has written. */
class WakingHubsSqlTest {
  /** So that whatever is seen within a test was told. */
  private static final Tuning ONLY_TOLD = Running.withPoll(Duration.ofMinutes(10));

  private TestStore database;
  private Hub first;
  private Hub second;

  @BeforeAll
  static void onlyOnPostgres() {
    assumeTrue(Kind.chosen().contains(Kind.POSTGRESQL), "PostgreSQL was not asked for");
  }

  @BeforeEach
  void start() {
    database = TestStore.open(Kind.POSTGRESQL, "store", "bus");
    first = new Hub();
    Running.Inward probe = first.bus.inward("probe");
    first.bus.append(record("a", "up"));
    await().untilAsserted(() -> assertThat(probe.read).containsExactly("up"));
    first.bus.remove(probe);
    second = new Hub();
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
    database.close();
  }

  @Test
  void readsAtOnceWhatTheOtherHubAppends() {
    Running.Inward here = first.bus.inward("g");
    await().untilAsserted(() -> assertThat(here.read).hasSize(1));
    for (int i = 0; i < 20; i++) {
      int size = i + 2;
      second.bus.append(record("k", i));
      await().untilAsserted(() -> assertThat(here.read).hasSize(size));
    }
  }

  @Test
  void losesNothingWhereTheConnectionsThatListenEnd() {
    Running.Inward here = first.bus.inward("g");
    for (int i = 0; i < 60; i++) {
      second.bus.append(record("k" + i % 7, i));
      if (i % 20 == 10) {
        endListening();
      }
    }
    await().untilAsserted(() -> assertThat(here.read).hasSize(61).doesNotHaveDuplicates());
  }

  private void endListening() {
    database
        .store()
        .read(
            tx ->
                tx.sql(
                        "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity"
                            + " WHERE application_name = 'parley-bells'")
                    .list(row -> row.flag("ended")));
  }

  @Test
  void goesOnAtOnceWhereTheHubThatNumbersStops() {
    Running.Inward there = second.bus.inward("g");
    first.bus.append(record("k", "unread"));
    first.close();
    await().untilAsserted(() -> assertThat(there.read).containsExactly("up", "unread"));
  }

  @Test
  void tellsFewTimesHoweverMuchIsAppended() throws SQLException {
    Running.Inward here = first.bus.inward("g");
    try (Connection connection = connect()) {
      listen(connection);
      long begun = System.nanoTime();
      appendMany(4_000);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(here.read).hasSize(4_001));
      long moments = (System.nanoTime() - begun) / Duration.ofMillis(20).toNanos();
      PGNotification[] told = connection.unwrap(PGConnection.class).getNotifications();
      assertThat(told).hasSizeBetween(1, (int) moments + 4);
    }
  }

  private void appendMany(int records) {
    for (int i = 0; i < records; i += 10) {
      List<BusRecord> some =
          IntStream.range(i, i + 10).mapToObj(said -> record("k" + said % 7, said)).toList();
      second.bus.engine.append(some).toCompletableFuture().join();
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database.settings().url(), database.settings().user(), "");
  }

  private static void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet channel =
          statement.executeQuery("SELECT 'parley_' || md5(current_schema())")) {
        channel.next();
        statement.execute("LISTEN " + channel.getString(1));
      }
    }
  }

  private final class Hub implements AutoCloseable {
    private final SharedLeases leases;
    private final SharedBells bells;
    private final Running bus;
    private boolean closed;

    Hub() {
      UUID me = UUID.randomUUID();
      leases =
          new SharedLeases(database.store(), me, Duration.ofMillis(500), System::nanoTime).start();
      bells = new SharedBells(database.store(), database.settings(), me).start();
      bus = new Running(database.store(), leases, bells, ONLY_TOLD);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        bus.close();
        bells.close();
        leases.close();
      }
    }
  }
}
