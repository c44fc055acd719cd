// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.bus.internal.Running.record;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.PageRequest;
import org.parley.api.ParleyException;
import org.parley.api.bus.BusRecord;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "bus")
class EngineSqlTest {
  private final Store store;
  private Running bus;

  EngineSqlTest(Store store) {
    this.store = store;
    this.bus = new Running(store);
  }

  @AfterEach
  void stop() {
    bus.close();
  }

  @TestTemplate
  void feedsWhatATransactionAppended() {
    Running.Inward reader = bus.inward("g");

    bus.append(record("a", 1), record("b", 2));
    bus.append(record("a", 3));

    await().untilAsserted(() -> assertThat(reader.read).containsExactly("1", "2", "3"));
  }

  @TestTemplate
  void feedsWhatCameThroughTheBatchDoorOnceItIsDurable() throws Exception {
    Running.Inward reader = bus.inward("g");
    List<CompletableFuture<Void>> stages = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      stages.add(bus.engine.append(List.of(record("k" + i % 7, i))).toCompletableFuture());
    }

    CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);

    List<String> all = IntStream.range(0, 600).mapToObj(Integer::toString).toList();
    await().untilAsserted(() -> assertThat(reader.read).containsExactlyElementsOf(all));
  }

  @TestTemplate
  void appendsNothingOfATransactionThatIsRolledBack() {
    Running.Inward reader = bus.inward("g");

    try {
      store.inTransaction(
          transaction -> {
            bus.engine.append(transaction, List.of(record("a", 1)));
            throw new IllegalStateException("no");
          });
    } catch (IllegalStateException expected) {
      bus.append(record("a", 2));
    }

    await().untilAsserted(() -> assertThat(reader.read).containsExactly("2"));
  }

  @TestTemplate
  void neverSkipsATransactionThatCommitsLate() throws Exception {
    Running.Inward reader = bus.inward("g");
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<Void> late =
        CompletableFuture.runAsync(() -> holdOpen(record("late", "late"), written, goOn));
    written.await();

    bus.append(record("a", 1));
    bus.append(record("b", 2));
    await().untilAsserted(() -> assertThat(reader.read).containsExactly("1", "2"));
    Running.Inward newcomer = bus.inward("h");
    await().untilAsserted(() -> assertThat(newcomer.read).containsExactly("1", "2"));
    goOn.countDown();
    late.get(5, TimeUnit.SECONDS);

    await().untilAsserted(() -> assertThat(reader.read).containsExactly("1", "2", "late"));
    await().untilAsserted(() -> assertThat(newcomer.read).containsExactly("1", "2", "late"));
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @TestTemplate
  void deliversARepeatedIdOnce() {
    Running.Inward reader = bus.inward("g");
    BusRecord byTime = record("a", "by time");
    BusRecord byName = record("a", "by name").withId(UUID.nameUUIDFromBytes(new byte[9]));

    bus.append(byTime, byName, byTime);
    bus.append(byName);
    bus.close();
    bus = new Running(store);
    Running.Inward again = bus.inward("g");
    bus.append(byName, byTime);
    bus.append(record("a", "end"));

    await().untilAsserted(() -> assertThat(again.read).contains("end"));
    assertThat(reader.read.size() + again.read.size()).isEqualTo(3);
  }

  @TestTemplate
  void goesOnWhereItStoodAfterARestart() {
    Running.Inward first = bus.inward("g");
    bus.append(record("a", 1), record("b", 2));
    await().untilAsserted(() -> assertThat(first.read).hasSize(2));
    bus.close();

    bus = new Running(store);
    bus.append(record("a", 3));
    Running.Inward second = bus.inward("g");

    await().untilAsserted(() -> assertThat(second.read).containsExactly("3"));
  }

  @TestTemplate
  void readsFromTheStartOfTheLogWhenInstalledLater() {
    bus.append(record("a", 1), record("b", 2));
    bus.close();
    bus = new Running(store);

    Running.Inward reader = bus.inward("late");

    await().untilAsserted(() -> assertThat(reader.read).containsExactly("1", "2"));
  }

  @TestTemplate
  void hasTheEffectsOfABatchOnceThoughOneRecordOfItFails() {
    AtomicBoolean repaired = new AtomicBoolean();
    bus.append(IntStream.range(0, 50).mapToObj(i -> record("k" + i, i)).toArray(BusRecord[]::new));
    Running.Inward reader =
        bus.inward(
            "g",
            1,
            (transaction, record) -> {
              if (Running.said(record).equals("20") && !repaired.get()) {
                throw new ParleyException(Fault.HUB, "Not yet");
              }
            });

    await().untilAsserted(() -> assertThat(reader.read).hasSize(49).doesNotContain("20"));
    repaired.set(true);

    await().untilAsserted(() -> assertThat(reader.read).hasSize(50).endsWith("20"));
    assertThat(reader.read).doesNotHaveDuplicates();
  }

  @TestTemplate
  void handsManyTogetherToWhoTakesThemSo() {
    bus.append(IntStream.range(0, 600).mapToObj(i -> record("k", i)).toArray(BusRecord[]::new));
    Running.Batches reader = bus.batches("g", (transaction, records) -> {});

    List<String> all = IntStream.range(0, 600).mapToObj(Integer::toString).toList();
    await().untilAsserted(() -> assertThat(reader.said()).containsExactlyElementsOf(all));
    assertThat(reader.read).hasSizeLessThanOrEqualTo(3);
  }

  @TestTemplate
  void tellsABadRecordFromTheOthersOfItsBatch() {
    bus.append(IntStream.range(0, 300).mapToObj(i -> record("k" + i, i)).toArray(BusRecord[]::new));
    Running.Batches reader =
        bus.batches(
            "g",
            (transaction, records) -> {
              if (records.stream().map(Running::said).anyMatch("77"::equals)) {
                throw new InvalidInput("said", "'77' is not to be read");
              }
            });

    await().untilAsserted(() -> assertThat(reader.said()).hasSize(299));
    assertThat(reader.said()).doesNotHaveDuplicates().doesNotContain("77");
    await()
        .untilAsserted(
            () ->
                assertThat(bus.engine.desk().parked(PageRequest.first(9)).items())
                    .singleElement()
                    .satisfies(parked -> assertThat(parked.group()).isEqualTo("g")));
  }

  @TestTemplate
  void passesOverWhatAReaderHasNoUseFor() {
    Running.Batches reader = bus.batches("g", (transaction, records) -> {});
    bus.append(record("a", 1), record("a", "unwanted"), record("a", 2), record("b", "unwanted"));

    await().untilAsserted(() -> assertThat(reader.said()).containsExactly("1", "2"));
    await().untilAsserted(() -> assertThat(bus.engine.desk().groups().get(0).lag()).isZero());
    bus.close();
    bus = new Running(store);
    Running.Batches again = bus.batches("g", (transaction, records) -> {});
    bus.append(record("a", 3));

    await().untilAsserted(() -> assertThat(again.said()).containsExactly("3"));
  }

  @TestTemplate
  void letsAKeyWaitWhileOthersRun() {
    AtomicInteger failures = new AtomicInteger();
    Running.Outward reader =
        bus.outward(
            "g",
            4,
            delivery ->
                Running.said(delivery.record()).equals("1") && failures.incrementAndGet() < 3
                    ? CompletableFuture.failedFuture(new ParleyException(Fault.REMOTE, "Down"))
                    : CompletableFuture.completedFuture(null));

    bus.append(record("a", 1), record("a", 2), record("b", 3));

    await().untilAsserted(() -> assertThat(reader.said()).hasSize(5));
    assertThat(reader.said().subList(0, 2)).containsExactlyInAnyOrder("1", "3");
    assertThat(reader.said()).endsWith("1", "1", "2");
  }

  @TestTemplate
  void splitsTheKeysOfAParallelGroup() {
    bus.append(
        IntStream.range(0, 300).mapToObj(i -> record("k" + i % 20, i)).toArray(BusRecord[]::new));
    Running.Inward reader = bus.inward("g", 4, (transaction, record) -> {});
    await().untilAsserted(() -> assertThat(reader.read).hasSize(300));
    bus.remove(reader);

    bus.append(record("x", "more"));
    Running.Inward fewer = bus.inward("g", 2, (transaction, record) -> {});

    await().untilAsserted(() -> assertThat(fewer.read).containsExactly("more"));
    assertThat(reader.read).doesNotHaveDuplicates();
  }

  @TestTemplate
  void readsTheTableWhileAnotherTransactionIsOpen() throws Exception {
    bus.close();
    bus = new Running(store, Running.withoutMemory());
    bus.append(record("a", 1));
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<Void> late =
        CompletableFuture.runAsync(() -> holdOpen(record("late", "late"), written, goOn));
    written.await();
    bus.append(record("b", 2));

    Running.Inward reader = bus.inward("g");

    await().untilAsserted(() -> assertThat(reader.read).containsExactly("1", "2"));
    goOn.countDown();
    late.get(5, TimeUnit.SECONDS);
    await().untilAsserted(() -> assertThat(reader.read).containsExactly("1", "2", "late"));
  }

  private void holdOpen(BusRecord record, CountDownLatch written, CountDownLatch goOn) {
    store.inTransaction(
        transaction -> {
          bus.engine.append(transaction, List.of(record));
          transaction.beforeCommit(
              any -> {
                written.countDown();
                hold(goOn);
              });
          return true;
        });
  }

  @TestTemplate
  void remembersAcrossARestartThatARecordWaits() {
    Running.Outward first =
        bus.outward(
            "g",
            1,
            delivery ->
                CompletableFuture.failedFuture(
                    ParleyException.retryAfter(Duration.ofSeconds(2), "Slow down")));
    bus.append(record("a", 1), record("b", 2));
    await().untilAsserted(() -> assertThat(first.said()).containsExactly("1", "2"));
    bus.close();
    Instant restarted = Instant.now();

    bus = new Running(store);
    List<Instant> times = new CopyOnWriteArrayList<>();
    Running.Outward second =
        bus.outward(
            "g",
            1,
            delivery -> {
              times.add(Instant.now());
              return CompletableFuture.completedFuture(null);
            });

    await().untilAsserted(() -> assertThat(second.said()).containsExactly("1", "2"));
    assertThat(second.deliveries).allMatch(delivery -> delivery.attempt() == 2);
    assertThat(times.get(0)).isAfter(restarted.plusMillis(500));
  }

  @TestTemplate
  void deliversAgainWhatWasInHandWhenTheHubDied() {
    bus.close();
    LosableStore lost = new LosableStore(store);
    bus = new Running(lost);
    Running.Outward dying = bus.outward("g", 4, delivery -> new CompletableFuture<>());
    bus.append(record("a", 1), record("b", 2));
    await().untilAsserted(() -> assertThat(dying.said()).contains("1", "2"));
    lost.lose();

    try (Running next = new Running(store)) {
      Running.Outward reader =
          next.outward("g", 4, delivery -> CompletableFuture.completedFuture(null));

      await().untilAsserted(() -> assertThat(reader.said()).contains("1", "2"));
    }
    bus.remove(dying);
  }

  @TestTemplate
  void waitsForWhatIsInHandBeforeItStops() throws Exception {
    CompletableFuture<Void> slow = new CompletableFuture<>();
    Running.Outward reader = bus.outward("g", 1, delivery -> slow);
    bus.append(record("a", 1));
    await().untilAsserted(() -> assertThat(reader.said()).containsExactly("1"));

    CompletableFuture<Void> closing = CompletableFuture.runAsync(bus::close);
    slow.complete(null);
    closing.get(10, TimeUnit.SECONDS);
    bus = new Running(store);
    Running.Outward next = bus.outward("g", 1, delivery -> CompletableFuture.completedFuture(null));
    bus.append(record("a", 2));

    await().untilAsserted(() -> assertThat(next.said()).containsExactly("2"));
  }

  @TestTemplate
  void bearsAReaderThatThrowsErrors() {
    Running.Inward reader =
        bus.inward(
            "g",
            1,
            (transaction, record) -> {
              if (Running.said(record).equals("1")) {
                throw new NoClassDefFoundError("org/example/Gone");
              }
            });

    bus.append(record("a", 1), record("b", 2));

    await().untilAsserted(() -> assertThat(reader.read).containsExactly("2"));
  }

  @TestTemplate
  void feedsTheFirstOfTwoReadersThatClaimOneGroup() {
    Running.Inward first = bus.inward("g");
    Running.Inward second = bus.inward("g");
    bus.append(record("a", 1));
    await().untilAsserted(() -> assertThat(first.read).containsExactly("1"));

    bus.remove(first);
    bus.append(record("a", 2));

    await().untilAsserted(() -> assertThat(second.read).containsExactly("2"));
    assertThat(first.read).containsExactly("1");
  }
}
