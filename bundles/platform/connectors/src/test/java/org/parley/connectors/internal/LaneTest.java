// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.api.Busy;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.RateBudget.Window;

class LaneTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger done = new AtomicInteger();

  @AfterEach
  void stop() {
    threads.shutdownNow();
    clockwork.shutdownNow();
  }

  @Test
  void keepsTheBudgetOfItsSystem() {
    Lane lane = lane(condition(RateBudget.of(2, Duration.ofMillis(300))), 4);

    long start = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      lane.run(done::incrementAndGet);
    }

    await().until(() -> done.get() == 5);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(590));
  }

  @Test
  void letsWorkPassThatTakesNothingOfWhatIsSpent() {
    RateBudget budget = RateBudget.NONE.and(Window.of("points", 3, Duration.ofHours(1)));
    Lane lane = lane(condition(budget), 4);
    var points = new Toll(Map.of("points", 2L));
    lane.run(points, done::incrementAndGet);
    await().until(() -> done.get() == 1);

    var waits = lane.run(points, done::incrementAndGet);
    var follows = lane.run(new Toll(Map.of("points", 1L)), done::incrementAndGet);
    var passes = lane.run(Toll.CALL, done::incrementAndGet);

    await().until(() -> passes.toCompletableFuture().isDone());
    assertThat(waits.toCompletableFuture()).isNotDone();
    assertThat(follows.toCompletableFuture()).as("else the first would never go").isNotDone();
  }

  @Test
  void takesNothingForWorkThatFindsNothingToDo() {
    Lane lane = lane(condition(RateBudget.of(1, Duration.ofHours(1))), 1);
    var looks = new AtomicInteger();
    for (int i = 0; i < 5; i++) {
      lane.runIfNeeded(Toll.CALL, () -> looks.incrementAndGet() < 0);
    }
    await().until(() -> looks.get() == 5);

    lane.run(done::incrementAndGet);
    await().until(() -> done.get() == 1);
    assertThat(lane.run(done::incrementAndGet).toCompletableFuture()).isNotDone();
  }

  @Test
  void takesNothingForWorkThatFailsBeforeItAsks() {
    Lane lane = lane(condition(RateBudget.of(1, Duration.ofHours(1))), 1);
    for (int i = 0; i < 3; i++) {
      var failed =
          lane.run(
              () -> {
                throw new NotAsked(new ParleyException(Fault.HUB, "No token"));
              });
      assertThat(failed.toCompletableFuture())
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableThat()
          .withCauseInstanceOf(ParleyException.class);
    }

    lane.run(done::incrementAndGet);
    await().until(() -> done.get() == 1);
  }

  @Test
  void doesNoMoreAtOnceThanItMay() throws Exception {
    Lane lane = lane(condition(RateBudget.NONE), 2);
    var gate = new CountDownLatch(1);
    var inside = new AtomicInteger();
    for (int i = 0; i < 5; i++) {
      lane.run(
          () -> {
            inside.incrementAndGet();
            awaitQuietly(gate);
          });
    }

    await().until(() -> inside.get() == 2);
    gate.countDown();
    await().until(() -> inside.get() == 5);
  }

  @Test
  void holdsWorkAndGoesOnWhenTheAccountIsRightAgain() {
    Condition condition = condition(RateBudget.NONE);
    Lane lane = lane(condition, 2);
    condition.failed(failure(Fault.CREDENTIALS));
    var held = lane.run(done::incrementAndGet);
    assertThat(held.toCompletableFuture()).isNotDone();

    condition.succeeded("Signed in");
    lane.pump();

    await().until(() -> done.get() == 1);
    lane.run(done::incrementAndGet);
    await().until(() -> done.get() == 2);
  }

  @Test
  void looksWhetherTheSystemIsBackBeforeItSpendsWork() {
    Condition condition = condition(RateBudget.NONE);
    Lane lane = lane(condition, 2);
    var looks = new AtomicInteger();
    lane.probeWith(
        () -> {
          looks.incrementAndGet();
          condition.succeeded("Is back");
        });
    for (int i = 0; i < 5; i++) {
      condition.failed(failure(Fault.REMOTE));
    }
    assertThat(condition.isProbing()).isTrue();

    lane.run(done::incrementAndGet);

    assertThat(done).hasValue(0);
    await().until(() -> done.get() == 1);
    assertThat(looks).hasValue(1);
  }

  @Test
  void givesBackWhatCannotGoAtOnceWhenItCloses() {
    Condition condition = condition(RateBudget.NONE);
    Lane lane = lane(condition, 2);
    condition.failed(failure(Fault.CREDENTIALS));
    var held = lane.run(done::incrementAndGet);

    lane.giveBack();

    await().until(() -> held.toCompletableFuture().isCompletedExceptionally());
    assertThat(held.toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(Busy.class);
    lane.close();
    assertThat(lane.run(done::incrementAndGet).toCompletableFuture()).isCompletedExceptionally();
    assertThat(done).hasValue(0);
  }

  @Test
  void passesOnWhatTheWorkThrows() {
    Lane lane = lane(condition(RateBudget.NONE), 1);

    var failed =
        lane.run(
            () -> {
              throw new ParleyException(Fault.REMOTE, "Away");
            });

    assertThat(failed.toCompletableFuture())
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableThat()
        .withMessageContaining("Away");
  }

  private Lane lane(Condition condition, int parallel) {
    return new Lane(condition, parallel, threads, clockwork);
  }

  private static Condition condition(RateBudget budget) {
    Clock clock = Clock.systemUTC();
    var turnstile = new Turnstile("trial", budget, Ledger.inMemory(clock), clock);
    return new Condition(turnstile.gate(new UUID(0, 1), () -> {}), clock);
  }

  private static CallFailed failure(Fault fault) {
    return new CallFailed(new ParleyException(fault, "Failed"), false);
  }

  private static void awaitQuietly(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
