// SPDX-License-Identifier: Apache-2.0
package org.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.Busy;
import org.parley.api.Fault;
import org.parley.api.OutcomeUnknown;
import org.parley.api.store.Store;
import org.parley.store.internal.Database;
import org.parley.store.internal.DatabaseSettings;
import org.parley.store.internal.MigrationFiles;
import org.parley.testkit.TestStore;
import org.parley.testkit.TestStore.Kind;

/** What only a server can do: go away, come back, and serve several hubs. */
class LostPostgresTest {
  private TestStore direct;
  private Gate gate;
  private Database database;
  private Store store;

  @BeforeAll
  static void onlyOnPostgres() {
    assumeTrue(Kind.chosen().contains(Kind.POSTGRESQL), "PostgreSQL was not asked for");
  }

  @BeforeEach
  void connectThroughGate() throws IOException {
    direct = TestStore.open(Kind.POSTGRESQL, "sample");
    URI server = URI.create(direct.settings().url().substring("jdbc:".length()));
    gate = new Gate(server.getPort());
    database = Database.open(settingsAt(gate.port(), server.getPort()));
    store = database.store();
  }

  private DatabaseSettings settingsAt(int port, int former) {
    DatabaseSettings settings = direct.settings();
    return new DatabaseSettings(
        settings.url().replace(":" + former + "/", ":" + port + "/"),
        settings.user(),
        settings.password(),
        4);
  }

  @AfterEach
  void close() {
    database.close();
    gate.close();
    direct.close();
  }

  @Test
  void runsWorkAgainWhoseConnectionBroke() {
    AtomicInteger attempts = new AtomicInteger();
    store.inTransaction(
        tx -> {
          Things.insert(tx, "a").update();
          if (attempts.incrementAndGet() == 1) {
            cut();
          }
          return Things.insert(tx, "b").update();
        });
    assertThat(attempts).hasValue(2);
    assertThat(Things.names(store)).containsExactly("a", "b");
  }

  @Test
  void runsWorkAgainThatServerEnded() {
    AtomicInteger attempts = new AtomicInteger();
    store.inTransaction(
        tx -> {
          Things.insert(tx, "a").update();
          if (attempts.incrementAndGet() == 1) {
            long own =
                tx.sql("SELECT pg_backend_pid() AS n").first(r -> r.number("n")).orElseThrow();
            direct
                .store()
                .read(other -> other.sql("SELECT pg_terminate_backend(" + own + ")").list(r -> r));
          }
          return Things.insert(tx, "b").update();
        });
    assertThat(attempts).hasValue(2);
    assertThat(Things.names(store)).containsExactly("a", "b");
  }

  @Test
  void neverRunsWorkAgainWhoseCommitMayHaveHappened() {
    AtomicInteger attempts = new AtomicInteger();
    AtomicInteger rollbacks = new AtomicInteger();
    assertThatThrownBy(
            () ->
                store.inTransaction(
                    tx -> {
                      attempts.incrementAndGet();
                      tx.afterRollback(rollbacks::incrementAndGet);
                      tx.beforeCommit(last -> cut());
                      return Things.insert(tx, "a").update();
                    }))
        .isInstanceOf(OutcomeUnknown.class)
        .hasMessageContaining("whether it was stored is not known");
    assertThat(attempts).hasValue(1);
    assertThat(rollbacks).hasValue(1);
  }

  @Test
  void readsAgainWhatWasLostAtItsEnd() {
    AtomicInteger attempts = new AtomicInteger();
    List<String> names =
        store.read(
            tx -> {
              if (attempts.incrementAndGet() == 1) {
                tx.beforeCommit(last -> cut());
              }
              return tx.sql("SELECT name FROM thing").list(row -> row.text("name"));
            });
    assertThat(names).isEmpty();
    assertThat(attempts).hasValueGreaterThan(1);
  }

  @Test
  void refusesAtOnceWhileServerIsAwayAndRecovers() throws IOException {
    store.inTransaction(tx -> Things.insert(tx, "a").update());
    gate.shut();
    assertThatThrownBy(() -> Things.names(store))
        .isInstanceOfSatisfying(Busy.class, e -> assertThat(e.fault()).isEqualTo(Fault.HUB));
    long before = System.nanoTime();
    assertThatThrownBy(() -> Things.names(store)).hasMessage("The database cannot be reached");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(500));
    gate.reopen();
    await()
        .atMost(Duration.ofSeconds(15))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(Things.names(store)).containsExactly("a"));
  }

  @Test
  void migratesOnceWhenSeveralHubsStart() {
    Map<String, String> files = Map.of("V1__pets.sql", "CREATE TABLE pet (id ${id} PRIMARY KEY);");
    List<CompletableFuture<Void>> hubs =
        IntStream.range(0, 4)
            .mapToObj(hub -> CompletableFuture.runAsync(() -> migrate("pets", files)))
            .toList();
    hubs.forEach(CompletableFuture::join);
    long runs =
        store.read(
            tx ->
                tx.sql("SELECT COUNT(*) AS n FROM pets_schema_history WHERE version = '1'")
                    .first(row -> row.number("n"))
                    .orElseThrow());
    assertThat(runs).isOne();
  }

  private void migrate(String room, Map<String, String> files) {
    Database hub = Database.open(direct.settings());
    hub.migrate(new MigrationFiles(room, new TreeMap<>(files)));
    hub.close();
  }

  private void cut() {
    try {
      gate.cut();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
