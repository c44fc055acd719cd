// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.bus.internal.Running.record;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** Nobody who writes waits for who numbers, however much that is and however little is kept. */
@StoreTest(room = "bus")
class UnnumberedSqlTest {
  private static final int ALL = 400;
  private static final int KEYS = 7;
  private static final int KEPT_BYTES = 20_000;
  private static final String LONG = "x".repeat(500);

  @TestTemplate
  void takesFarMoreThanItKeepsWhileNobodyNumbers(Store store) throws Exception {
    LosableStore losable = new LosableStore(store);
    try (Running bus = new Running(losable, Running.withQueue(KEPT_BYTES))) {
      Running.Inward reader = bus.inward("g");
      append(bus, 0);
      await().untilAsserted(() -> assertThat(reader.read).hasSize(1));
      losable.trip("bus-sequencer", UnnumberedSqlTest::fault, Integer.MAX_VALUE);
      append(bus, 1);
      await().until(() -> bus.engine.trouble(Duration.ofMillis(300)).isPresent());

      for (int said = 2; said < ALL; said++) {
        append(bus, said);
      }
      assertThat(reader.read).hasSize(1);
      losable.trip("", UnnumberedSqlTest::fault, 0);
      append(bus, ALL);

      List<String> all = IntStream.rangeClosed(0, ALL).mapToObj(said -> said + LONG).toList();
      await().untilAsserted(() -> assertThat(reader.read).containsExactlyElementsOf(all));
      append(bus, ALL + 1);
      await().untilAsserted(() -> assertThat(reader.read).hasSize(ALL + 2));
    }
  }

  /** By one of the two doors. */
  private static void append(Running bus, int said) throws Exception {
    var appended = record("k" + said % KEYS, said + LONG);
    if (said % 3 == 2) {
      bus.engine.append(List.of(appended)).toCompletableFuture().get(10, TimeUnit.SECONDS);
    } else {
      bus.append(appended);
    }
  }

  private static ParleyException fault() {
    return new ParleyException(Fault.HUB, "The database went away");
  }
}
