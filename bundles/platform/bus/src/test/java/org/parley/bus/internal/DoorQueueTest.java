// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.bus.internal.Running.record;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parley.bus.internal.DoorQueue.Call;

class DoorQueueTest {
  private final Outgoing outgoing =
      new Outgoing(Codecs.create().records(), new PersonalKeys(Clock.systemUTC()), new Traces());
  private final DoorQueue queue = new DoorQueue(1 << 20);

  @Test
  void letsCallsGatherOnceThereAreMany() throws Exception {
    add(8);
    assertThat(queue.next()).hasSize(8);
    long begun = System.nanoTime();
    add(1);

    List<Call> next = queue.next();

    assertThat(next).hasSize(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(1));
  }

  @Test
  void letsMoreGatherWhileTheyComeCloseUponEachOther() throws Exception {
    var enough = new AtomicBoolean();
    CompletableFuture<Void> callers = CompletableFuture.runAsync(() -> callUntil(enough));
    try {
      assertThat(IntStream.range(0, 100).anyMatch(any -> took() > 5_000_000)).isTrue();
    } finally {
      enough.set(true);
      callers.join();
    }
  }

  @Test
  void goesOnOnceAllWhoCallAreWaiting() {
    add(64);
    queue.next();

    assertThat(IntStream.range(0, 100).anyMatch(any -> tookAll(64) < 5_000_000)).isTrue();
  }

  private void callUntil(AtomicBoolean enough) {
    while (!enough.get()) {
      queue.add(call(10));
      long next = System.nanoTime() + 50_000;
      while (System.nanoTime() < next) {
        Thread.onSpinWait();
      }
    }
  }

  private long tookAll(int calls) {
    add(calls);
    return took();
  }

  private long took() {
    long begun = System.nanoTime();
    queue.next().forEach(queue::release);
    return System.nanoTime() - begun;
  }

  @Test
  void keepsWhoCallsAloneWaitingForNothing() {
    long slowest = 0;
    for (int i = 0; i < 200; i++) {
      add(1);
      long begun = System.nanoTime();
      assertThat(queue.next()).hasSize(1);
      slowest = i < 100 ? slowest : slowest + System.nanoTime() - begun;
    }
    assertThat(Duration.ofNanos(slowest / 100)).isLessThan(Duration.ofMillis(1));
  }

  @Test
  void goesOnAtOnceWhenThereIsEnough() {
    add(8);
    queue.next();
    IntStream.range(0, 300).forEach(any -> queue.add(call(1_000)));

    assertThat(queue.next()).hasSize(300);
  }

  @Test
  void wakesWhoWaitsForTheFirstCallAndForTheEnd() {
    CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> queue.next().size());
    add(1);
    assertThat(first.join()).isEqualTo(1);

    CompletableFuture<Integer> last = CompletableFuture.supplyAsync(() -> queue.next().size());
    queue.close();
    assertThat(last.join()).isZero();
    assertThat(queue.add(call(1))).isFalse();
  }

  @Test
  void countsWhatACallTakesUntilItIsTold() {
    DoorQueue small = new DoorQueue(10_000);
    while (small.add(call(10))) {
      // until it is full
    }
    List<Call> taken = small.next();

    assertThat(taken).hasSizeLessThan(10);
    assertThat(small.add(call(10))).isFalse();
    small.release(taken.get(0));
    assertThat(small.add(call(10))).isTrue();
  }

  private void add(int calls) {
    for (int i = 0; i < calls; i++) {
      assertThat(queue.add(call(10))).isTrue();
    }
  }

  private Call call(int bytes) {
    return new Call(outgoing.write(List.of(record("k", "x".repeat(bytes)))));
  }
}
