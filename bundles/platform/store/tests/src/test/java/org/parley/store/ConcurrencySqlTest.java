// SPDX-License-Identifier: Apache-2.0
package org.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Busy;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "sample")
class ConcurrencySqlTest {
  private final Store store;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  ConcurrencySqlTest(Store store) {
    this.store = store;
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @TestTemplate
  void letsExactlyOneOfManyInsert() {
    CyclicBarrier start = new CyclicBarrier(16);
    List<CompletableFuture<Boolean>> racers =
        IntStream.range(0, 16)
            .mapToObj(
                racer ->
                    run(
                        () -> {
                          await(start);
                          return store.inTransaction(tx -> insertBoth(tx, "own " + racer));
                        }))
            .toList();
    assertThat(racers.stream().map(CompletableFuture::join).filter(won -> won)).hasSize(1);
    assertThat(Things.names(store)).hasSize(17).contains("contested", "own 0", "own 15");
  }

  /** The transaction goes on after a lost race: its own row is stored all the same. */
  private static boolean insertBoth(org.parley.api.store.Transaction tx, String own) {
    boolean won = Things.insert(tx, "contested").insertIfAbsent();
    Things.insert(tx, own).update();
    return won;
  }

  @TestTemplate
  void waitsForRivalThatCommits() {
    assertThat(insertBesides(true)).isFalse();
  }

  @TestTemplate
  void insertsWhenRivalRollsBack() {
    assertThat(insertBesides(false)).isTrue();
  }

  /** Inserts a key that another transaction has inserted and not yet ended. */
  private boolean insertBesides(boolean rivalCommits) {
    CountDownLatch inserted = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    CompletableFuture<?> rival =
        run(
            () ->
                store.inTransaction(
                    tx -> {
                      Things.insert(tx, "a").update();
                      inserted.countDown();
                      await(mayEnd);
                      if (!rivalCommits) {
                        throw new IllegalStateException("rolled back");
                      }
                      return 1;
                    }));
    await(inserted);
    CompletableFuture<Boolean> won =
        run(
            () ->
                store.inTransaction(
                    tx -> {
                      mayEnd.countDown();
                      return Things.insert(tx, "a").insertIfAbsent();
                    }));
    assertThat(rival.handle((result, failure) -> failure == null).join()).isEqualTo(rivalCommits);
    return won.join();
  }

  @TestTemplate
  void noticesDuplicateOfItsOwn() {
    boolean again =
        store.inTransaction(
            tx -> {
              Things.insert(tx, "a").update();
              return Things.insert(tx, "a").insertIfAbsent();
            });
    assertThat(again).isFalse();
    assertThat(Things.names(store)).containsExactly("a");
  }

  @TestTemplate
  void runsLoserOfDeadlockAgain() {
    store.inTransaction(tx -> Things.insert(tx, "a").update() + Things.insert(tx, "b").update());
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger attempts = new AtomicInteger();
    AtomicInteger rollbacks = new AtomicInteger();
    CompletableFuture<?> there = run(() -> crossing("a", "b", bothHoldOne, attempts, rollbacks));
    CompletableFuture<?> back = run(() -> crossing("b", "a", bothHoldOne, attempts, rollbacks));
    CompletableFuture.allOf(there, back).join();
    assertThat(attempts).hasValueGreaterThan(2);
    assertThat(rollbacks).hasValue(attempts.get() - 2);
    assertThat(Things.amount(store, "a")).isEqualTo(2);
    assertThat(Things.amount(store, "b")).isEqualTo(2);
  }

  private int crossing(
      String first,
      String second,
      CyclicBarrier barrier,
      AtomicInteger attempts,
      AtomicInteger lost) {
    AtomicInteger own = new AtomicInteger();
    return store.inTransaction(
        tx -> {
          attempts.incrementAndGet();
          tx.afterRollback(lost::incrementAndGet);
          Things.add(tx, first, 1);
          if (own.incrementAndGet() == 1) {
            await(barrier);
          }
          return Things.add(tx, second, 1);
        });
  }

  @TestTemplate
  void addsUpUnderContention() {
    store.inTransaction(tx -> Things.insert(tx, "a").update());
    List<CompletableFuture<?>> writers =
        IntStream.range(0, 8)
            .<CompletableFuture<?>>mapToObj(
                writer ->
                    run(
                        () -> {
                          for (int i = 0; i < 25; i++) {
                            store.inTransaction(tx -> Things.add(tx, "a", 1));
                          }
                          return true;
                        }))
            .toList();
    writers.forEach(CompletableFuture::join);
    assertThat(Things.amount(store, "a")).isEqualTo(200);
  }

  @TestTemplate
  void readerDoesNotWaitLongForWriter() {
    store.inTransaction(tx -> Things.insert(tx, "a").update());
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    CompletableFuture<?> writer =
        run(
            () ->
                store.inTransaction(
                    tx -> {
                      Things.add(tx, "a", 1);
                      written.countDown();
                      await(mayEnd);
                      return 1;
                    }));
    await(written);
    long before = System.nanoTime();
    if (store.isEmbedded()) {
      assertThatThrownBy(() -> Things.amount(store, "a")).isInstanceOf(Busy.class);
    } else {
      assertThat(Things.amount(store, "a")).isZero();
    }
    Duration waited = Duration.ofNanos(System.nanoTime() - before);
    mayEnd.countDown();
    writer.join();
    assertThat(waited).isLessThan(Duration.ofSeconds(4));
    assertThat(Things.amount(store, "a")).isOne();
  }

  private <T> CompletableFuture<T> run(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, threads);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
