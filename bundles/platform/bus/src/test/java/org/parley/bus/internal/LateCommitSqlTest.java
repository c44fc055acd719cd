// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.bus.BusRecord;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.store.internal.SharedLeases;
import org.parley.testkit.StoreTest;
import org.parley.testkit.TestStore;

/**
 * A transaction that commits late is never skipped, and none is read twice or before an earlier one
 * of its key: whatever the order of ids and commits, and whoever numbers. {@code -Dparley.seed} and
 * {@code -Dparley.late} repeat it with other moments and for longer.
 */
@StoreTest(room = {"store", "bus", "ledger"})
class LateCommitSqlTest {
  private static final long SEED = Long.getLong("parley.seed", 2201);
  private static final int TRANSACTIONS = Integer.getInteger("parley.late", 25);
  private static final int KEYS = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String EFFECT =
      "INSERT INTO ledger_effect (group_name, record_key, said) VALUES ('g', :key, :said)";
  private static final String EFFECTS =
      "SELECT said FROM ledger_effect WHERE record_key = :key ORDER BY id";

  private final LateWriters writers = new LateWriters(KEYS, SEED);

  @AfterEach
  void stop() {
    writers.close();
  }

  @TestTemplate
  void readsWhatCommitsLateOnOneHub(Store store) throws Exception {
    try (Running bus = new Running(store)) {
      bus.inward("g", 3, LateCommitSqlTest::note);
      LateWriters.await(writers.write(TRANSACTIONS, bus));
      awaitEffects(store);
    }
  }

  /** What waits for its position while nobody numbers is far more than is kept. */
  @TestTemplate
  void readsWhatCommitsLateWhereNextToNothingIsKept(Store store) throws Exception {
    LosableStore losable = new LosableStore(store);
    try (Running bus = new Running(losable, Running.withQueue(5_000))) {
      bus.inward("g", 3, LateCommitSqlTest::note);
      losable.trip("bus-sequencer", LateCommitSqlTest::fault, Integer.MAX_VALUE);
      LateWriters.await(writers.write(TRANSACTIONS, bus));
      List<Future<?>> writing = writers.write(TRANSACTIONS, bus);
      losable.trip("", LateCommitSqlTest::fault, 0);
      LateWriters.await(writing);
      awaitEffects(store);
    }
  }

  private static ParleyException fault() {
    return new ParleyException(Fault.HUB, "The database went away");
  }

  /** What the first has not numbered the second finds in the table. */
  @TestTemplate
  void readsWhatTheLastProcessLeftUnnumbered(Store store) throws Exception {
    try (Running first = new Running(store)) {
      first.inward("g", 3, LateCommitSqlTest::note);
      LateWriters.await(writers.write(TRANSACTIONS / 2, first));
    }
    try (Running second = new Running(store)) {
      second.inward("g", 2, LateCommitSqlTest::note);
      LateWriters.await(writers.write(TRANSACTIONS / 2, second));
      awaitEffects(store);
    }
  }

  /** The hub that numbers is lost amid writers on both, and comes back as one that follows. */
  @Test
  void readsWhatCommitsLateWhileAnotherHubTakesOver() throws Exception {
    try (TestStore database = TestStore.open(TestStore.Kind.POSTGRESQL, "store", "bus", "ledger")) {
      LosableStore losable = new LosableStore(database.store());
      try (SharedLeases firstLeases = leases(losable);
          SharedLeases secondLeases = leases(database.store());
          Running first = new Running(losable, firstLeases);
          Running second = new Running(database.store(), secondLeases)) {
        first.inward("g", 3, LateCommitSqlTest::note);
        second.inward("g", 3, LateCommitSqlTest::note);
        List<Future<?>> writing = writers.write(2 * TRANSACTIONS, first, second);
        awaitSome(database.store());
        losable.lose();
        LateWriters.await(writing);
        losable.find();
        awaitEffects(database.store());
      }
    }
  }

  private static SharedLeases leases(Store store) {
    return new SharedLeases(store, UUID.randomUUID(), Duration.ofMillis(500), System::nanoTime)
        .start();
  }

  private static void note(Transaction transaction, BusRecord record) {
    transaction
        .sql(EFFECT)
        .bind("key", record.partitionKey())
        .bind("said", Running.said(record))
        .update();
  }

  private static void awaitSome(Store store) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                store.read(read -> read.sql("SELECT id FROM ledger_effect").list(row -> 1)).size()
                    > KEYS);
  }

  private void awaitEffects(Store store) {
    assertThat(writers.rolledBack()).isPositive();
    List<List<String>> expected =
        writers.committed().stream()
            .map(last -> IntStream.rangeClosed(1, last).mapToObj(Integer::toString).toList())
            .toList();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(effects(store)).isEqualTo(expected));
  }

  private static List<List<String>> effects(Store store) {
    List<List<String>> all = new ArrayList<>();
    for (int key = 0; key < KEYS; key++) {
      String mine = "k" + key;
      all.add(
          store.read(read -> read.sql(EFFECTS).bind("key", mine).list(row -> row.text("said"))));
    }
    return all;
  }
}
