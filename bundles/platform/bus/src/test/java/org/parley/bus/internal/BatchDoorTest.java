// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.bus.internal.Running.record;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.api.Busy;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.bus.BusRecord;
import org.parley.api.store.Store;

class BatchDoorTest {
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch entered = new CountDownLatch(1);
  private final BatchDoor door = door(new StuckStore(entered, release));

  @AfterEach
  void close() throws InterruptedException {
    release.countDown();
    door.close(Duration.ofSeconds(5));
  }

  @Test
  void refusesWhatItCannotHoldAndTellsWhenToComeBack() throws InterruptedException {
    door.append(List.of(record("k", "first")));
    entered.await();
    for (int i = 0; i < 20; i++) {
      door.append(List.of(record("k", "x".repeat(1_000))));
    }

    CompletableFuture<Void> last =
        door.append(List.of(record("k", "x".repeat(1_000)))).toCompletableFuture();

    assertThat(last).isCompletedExceptionally();
    assertThatThrownBy(last::join)
        .cause()
        .isInstanceOfSatisfying(
            Busy.class, busy -> assertThat(busy.comeBackAfter()).isGreaterThan(Duration.ZERO));
  }

  @Test
  void refusesAnOversizeRecordAndTheWholeCallWithIt() {
    CompletableFuture<Void> call =
        door.append(List.of(record("k", "a"), record("k", "x".repeat(RecordCodec.LARGEST))))
            .toCompletableFuture();

    assertThatThrownBy(call::join).hasCauseInstanceOf(InvalidInput.class);
  }

  @Test
  void tellsItsCallersThatTheCommitFailed() throws Exception {
    CompletableFuture<Void> call = door.append(List.of(record("k", "a"))).toCompletableFuture();

    release.countDown();

    assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ParleyException.class);
  }

  @Test
  void hasNothingToDoForNoRecords() {
    assertThat(door.append(List.<BusRecord>of()).toCompletableFuture()).isCompleted();
  }

  @Test
  void tellsTheLastCallersThoughTheBusIsStopping() throws Exception {
    ExecutorService stopped = Executors.newSingleThreadExecutor();
    stopped.shutdown();
    release.countDown();
    BatchDoor closing = door(new StuckStore(entered, release), stopped);
    CompletableFuture<Void> first = closing.append(List.of(record("k", "a"))).toCompletableFuture();
    assertThatThrownBy(() -> first.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ParleyException.class);

    CompletableFuture<Void> next = closing.append(List.of(record("k", "b"))).toCompletableFuture();
    assertThatThrownBy(() -> next.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ParleyException.class);
    closing.close(Duration.ofSeconds(5));
  }

  @Test
  void refusesAfterItWasClosed() throws Exception {
    release.countDown();
    door.close(Duration.ofSeconds(5));

    assertThatThrownBy(() -> door.append(List.of(record("k", "a"))).toCompletableFuture().join())
        .hasCauseInstanceOf(Busy.class);
  }

  private static BatchDoor door(Store store) {
    return door(store, Runnable::run);
  }

  private static BatchDoor door(Store store, Executor completions) {
    Outgoing outgoing =
        new Outgoing(Codecs.create().records(), new PersonalKeys(Clock.systemUTC()), new Traces());
    RowWriter rows = new RowWriter(new Commits(1 << 20, () -> {}), Clock.systemUTC());
    BatchDoor door =
        new BatchDoor(outgoing, records -> rows.commitPending(store, records), 8_000, completions);
    door.open();
    return door;
  }

  /** Hangs until it is released, then fails. */
  private record StuckStore(CountDownLatch entered, CountDownLatch release) implements Store {
    @Override
    public <T> T inTransaction(Work<T> work) {
      entered.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new ParleyException(Fault.HUB, "The disk is full");
    }

    @Override
    public <T> T asOne(Work<T> work) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> T read(Work<T> work) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isEmbedded() {
      return true;
    }
  }
}
