// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.parley.bus.internal.Running.record;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.testkit.TestStore;

/** In an embedded database the batch door gives its records their positions itself. */
class NumberedRowsTest {
  private static final int FOR_EVER = 1_000_000;

  private final TestStore database = TestStore.open(TestStore.Kind.DERBY, "bus");
  private final LosableStore store = new LosableStore(database.store());
  private final Running bus = new Running(store);
  private final CountDownLatch written = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private Running.Inward reader;

  /** Nothing is left of an earlier process, and the sequencer has found that out. */
  @BeforeEach
  void begin() {
    reader = bus.inward("g");
    bus.append(record("a", 0));
    awaitRead("0");
  }

  @AfterEach
  void stop() {
    release.countDown();
    bus.close();
    database.close();
  }

  @Test
  void needsNobodyElseToNumberThem() throws Exception {
    store.trip("bus-sequencer", NumberedRowsTest::fault, FOR_EVER);

    for (int i = 1; i <= 20; i++) {
      append("k" + i % 3, i);
    }

    await().untilAsserted(() -> assertThat(reader.read).hasSize(21).endsWith("18", "19", "20"));
  }

  @Test
  void queuesBehindARecordOfTheSameKeyThatIsNotCommittedYet() throws Exception {
    CompletableFuture<Void> late = CompletableFuture.runAsync(() -> appendLate("a", 1));
    assertThat(written.await(5, TimeUnit.SECONDS)).isTrue();

    append("a", 2);
    append("b", 3);

    awaitRead("0", "3");
    release.countDown();
    late.get(5, TimeUnit.SECONDS);
    awaitRead("0", "3", "1", "2");
  }

  @Test
  void queuesWhileNobodyKnowsWhatHasNoPosition() throws Exception {
    store.trip("bus-sequencer", NumberedRowsTest::fault, FOR_EVER);
    bus.append(record("a", 1));
    await().until(() -> bus.engine.trouble(Duration.ofMillis(300)).isPresent());

    append("a", 2);

    assertThat(reader.read).containsExactly("0");
    store.trip("", NumberedRowsTest::fault, 0);
    awaitRead("0", "1", "2");
  }

  @Test
  void findsWhatIsCommittedThoughNobodySaidSo() throws Exception {
    store.tripAfter("bus-writer", NumberedRowsTest::fault, 1);

    assertThatThrownBy(() -> append("a", 1)).hasCauseInstanceOf(ParleyException.class);
    append("a", 2);

    awaitRead("0", "1", "2");
  }

  @Test
  void goesOnAtTheNextPositionWhenNothingWasCommitted() throws Exception {
    store.trip("bus-writer", NumberedRowsTest::fault, 1);

    assertThatThrownBy(() -> append("a", 1)).hasCauseInstanceOf(ParleyException.class);
    append("a", 2);

    awaitRead("0", "2");
  }

  private void append(String key, int said) throws Exception {
    bus.engine.append(List.of(record(key, said))).toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  private void appendLate(String key, int said) {
    store.inTransaction(
        transaction -> {
          bus.engine.append(transaction, List.of(record(key, said)));
          transaction.beforeCommit(
              rowsAreWritten -> {
                written.countDown();
                await().until(() -> release.getCount() == 0);
              });
          return true;
        });
  }

  private void awaitRead(String... said) {
    await().untilAsserted(() -> assertThat(reader.read).containsExactly(said));
  }

  private static ParleyException fault() {
    return new ParleyException(Fault.HUB, "The database went away");
  }
}
