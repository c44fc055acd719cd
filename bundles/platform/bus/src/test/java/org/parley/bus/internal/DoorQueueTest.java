// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.bus.internal.Running.record;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.parley.bus.internal.DoorQueue.Call;

class DoorQueueTest {
  private final Outgoing outgoing =
      new Outgoing(Codecs.create().records(), new PersonalKeys(Clock.systemUTC()), new Traces());
  private final DoorQueue queue = new DoorQueue(1 << 20);

  @Test
  void givesTogetherWhatCameMeanwhile() {
    add(300);

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
