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

/** An embedded database that is ended under the hub comes back within the process. */
class LostDerbyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

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
      await().atMost(PATIENCE).until(() -> writer.acknowledged.get() > before + 20);
      endEngine();
    }
    writer.enough = true;
    writing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    awaitInserted("x");

    long there = Things.names(database.store()).size() - 1;
    assertThat(there)
        .isBetween(writer.acknowledged.get(), writer.acknowledged.get() + writer.unknown.get());
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
