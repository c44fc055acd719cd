// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.testkit.FakeClock;

class WorkerTest {
  private final FakeClock clock = FakeClock.at("2026-03-01T09:00:00Z");
  private final Threads threads = new Threads(clock);
  private final TroubledLane lane = new TroubledLane();
  private final Worker worker = new Worker("g", lane, threads);

  @AfterEach
  void stop() {
    threads.close();
  }

  @Test
  void goesOnAfterTroubleThoughAnAlarmOfBeforeCannotHelp() {
    lane.due = Optional.of(clock.instant().plus(Duration.ofHours(1)));
    worker.feed(true);
    await().until(() -> lane.rounds.get() == 1);
    lane.due = Optional.empty();
    clock.advance(Duration.ofHours(1).minusMillis(50));
    lane.troubled = true;
    worker.wake();
    await().until(() -> lane.rounds.get() == 2);
    lane.troubled = false;

    await()
        .untilAsserted(
            () -> {
              worker.tick();
              assertThat(lane.rounds).hasValueGreaterThan(2);
            });
  }

  @Test
  void goesOnAfterARestWithinWhichAnAlarmRings() {
    lane.due = Optional.of(clock.instant().plusMillis(20));
    lane.rest.set(TimeUnit.MILLISECONDS.toNanos(400));
    worker.feed(true);
    await().until(() -> lane.rounds.get() >= 1);
    worker.wake();

    await().until(() -> lane.rounds.get() >= 2);
    assertThat(lane.begun.get(1) - lane.begun.get(0)).isGreaterThanOrEqualTo(400_000_000L);
  }

  @Test
  void finishesOnceThoughTwoCloseItAndBothWaitForThat() throws Exception {
    lane.mayFinish = new CountDownLatch(1);
    worker.feed(true);
    CompletableFuture<Void> first = CompletableFuture.runAsync(this::close);
    await().until(() -> lane.finishes.get() == 1);
    CompletableFuture<Void> second = CompletableFuture.runAsync(this::close);

    assertThat(second)
        .failsWithin(Duration.ofMillis(200))
        .withThrowableOfType(TimeoutException.class);
    lane.mayFinish.countDown();
    first.get(10, TimeUnit.SECONDS);
    second.get(10, TimeUnit.SECONDS);
    assertThat(lane.finishes).hasValue(1);
  }

  private void close() {
    try {
      worker.close(Duration.ofSeconds(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has nothing in hand and does nothing, but for failing when it is told to. */
  private static final class TroubledLane implements Lane {
    final AtomicInteger rounds = new AtomicInteger();
    final List<Long> begun = new CopyOnWriteArrayList<>();
    volatile Optional<Instant> due = Optional.empty();
    volatile boolean troubled;
    final AtomicLong rest = new AtomicLong();
    final AtomicInteger finishes = new AtomicInteger();
    volatile CountDownLatch mayFinish = new CountDownLatch(0);

    @Override
    public boolean round() {
      begun.add(System.nanoTime());
      rounds.incrementAndGet();
      if (troubled) {
        throw new IllegalStateException("The disk is full");
      }
      return false;
    }

    @Override
    public void finish() {
      finishes.incrementAndGet();
      try {
        mayFinish.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public Optional<Instant> nextDue() {
      return due;
    }

    @Override
    public long rests() {
      return rest.getAndSet(0);
    }

    @Override
    public int inHand() {
      return 0;
    }

    @Override
    public LaneStatus status() {
      return new LaneStatus(0, 0);
    }

    @Override
    public boolean isDone(LoggedRecord record, long position) {
      return false;
    }

    @Override
    public void replay(Replay replay) {}
  }
}
