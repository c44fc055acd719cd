// SPDX-License-Identifier: Apache-2.0
package org.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.api.Busy;
import org.parley.api.OutcomeUnknown;
import org.parley.api.ParleyException;
import org.parley.store.internal.Database;
import org.parley.store.internal.MigrationFiles;

/** An embedded database that is ended under the hub comes back within the process. */
class LostDerbyTest {
  /** An engine that keeps who asks it for a sign of life is given up after 30 seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path home;

  private Database database;

  @BeforeEach
  void open() {
    database = Things.derby(home);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void comesBackAfterItsEngineWasEnded() {
    insert("a");
    endEngine();

    awaitInserted("b");

    assertThat(Things.names(database.store())).containsExactly("a", "b");
  }

  /** Its log cannot be opened: Derby ends the database and can boot none. */
  @Test
  void comesBackOnceItsLogCanBeWrittenAgain() throws IOException {
    insert("a");
    Path log = home.resolve("db/log");
    Path away = home.resolve("log-away");
    Files.move(log, away);
    assertThatThrownBy(this::insertUntilRefused).isInstanceOf(ParleyException.class);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> insert("refused")).isInstanceOf(Busy.class);
    }
    BackupFolder.delete(log);
    Files.move(away, log);

    awaitInserted("b");

    assertThat(Things.names(database.store())).startsWith("a", "b").doesNotContain("refused");
  }

  /** A checkpoint opens the file that says where the log begins. */
  private void insertUntilRefused() {
    while (true) {
      insert("c");
      database
          .store()
          .inTransaction(tx -> tx.sql("CALL SYSCS_UTIL.SYSCS_CHECKPOINT_DATABASE()").update());
    }
  }

  @Test
  void losesNothingThatItAcknowledgedWhileItIsEndedAgainAndAgain() throws Exception {
    var writer = new Writer();
    CompletableFuture<Void> writing = CompletableFuture.runAsync(writer);
    for (int i = 0; i < 4; i++) {
      long before = writer.acknowledged.get();
      await()
          .atMost(PATIENCE)
          .until(() -> writing.isDone() || writer.acknowledged.get() > before + 20);
      endEngine();
    }
    writer.enough = true;
    writing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    awaitInserted("x");

    long there = Things.names(database.store()).size() - 1;
    assertThat(there)
        .isBetween(writer.acknowledged.get(), writer.acknowledged.get() + writer.unknown.get());
  }

  /** Each room gets its tables or is to be tried again: any other answer leaves it without. */
  @Test
  void migratesOrAsksForAnotherTryWhileItIsEndedAgainAndAgain() throws Exception {
    var migrating = new Migrating();
    CompletableFuture<Void> rooms = CompletableFuture.runAsync(migrating);
    for (int i = 0; i < 6; i++) {
      long before = migrating.done.get();
      await().atMost(PATIENCE).until(() -> rooms.isDone() || migrating.done.get() > before);
      endEngine();
    }
    migrating.enough = true;
    rooms.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    assertThat(migrating.done.get()).isPositive();
    awaitInserted("x");
  }

  /** Brings up room after room, each until it is there. */
  private final class Migrating implements Runnable {
    private final AtomicLong done = new AtomicLong();
    private volatile boolean enough;

    @Override
    public void run() {
      while (!enough) {
        try {
          database.migrate(room("room" + done.get()));
          done.incrementAndGet();
        } catch (Busy e) {
          Thread.interrupted(); // who ends Derby interrupts all that are in it
        }
      }
    }
  }

  private static MigrationFiles room(String name) {
    String sql = "CREATE TABLE " + name + " (id ${id} NOT NULL PRIMARY KEY);";
    return new MigrationFiles(name, new TreeMap<>(Map.of("V1__first.sql", sql)));
  }

  /** Inserts until it is enough, whatever it is told. */
  private final class Writer implements Runnable {
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private volatile boolean enough;

    @Override
    public void run() {
      while (!enough) {
        try {
          insert("x");
          acknowledged.incrementAndGet();
        } catch (OutcomeUnknown e) {
          unknown.incrementAndGet();
        } catch (ParleyException e) {
          Thread.interrupted(); // who ends Derby interrupts all that are in it
        }
      }
    }
  }

  /** By an exception, also where it ends halfway, as it does when somebody is in it. */
  private static void endEngine() {
    assertThat(catchThrowable(() -> DriverManager.getConnection("jdbc:derby:;shutdown=true")))
        .isNotNull();
  }

  private void awaitInserted(String name) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(ParleyException.class)
        .until(
            () -> {
              insert(name);
              return true;
            });
  }

  private void insert(String name) {
    database.store().inTransaction(tx -> Things.insert(tx, name).update());
  }
}
