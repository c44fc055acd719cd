// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.parley.bus.internal.Running.record;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** The bus's own threads outlive what goes wrong in them. */
@StoreTest(room = "bus")
class TroubleSqlTest {
  private final LosableStore store;
  private final Running bus;

  TroubleSqlTest(Store store) {
    this.store = new LosableStore(store);
    this.bus = new Running(this.store);
  }

  @AfterEach
  void stop() {
    bus.close();
  }

  @TestTemplate
  void numbersOnAfterAnError() {
    Running.Inward reader = bus.inward("g");
    bus.append(record("a", 1));
    await().untilAsserted(() -> assertThat(reader.read).containsExactly("1"));
    store.trip("bus-sequencer", () -> new NoClassDefFoundError("org/example/Gone"), 1);

    bus.append(record("a", 2));

    await().untilAsserted(() -> assertThat(reader.read).containsExactly("1", "2"));
  }

  @TestTemplate
  void writesOnAfterAnError() throws Exception {
    store.trip("bus-writer", StackOverflowError::new, 1);

    CompletableFuture<Void> first =
        bus.engine.append(List.of(record("a", 1))).toCompletableFuture();
    assertThatThrownBy(() -> first.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(StackOverflowError.class);

    bus.engine.append(List.of(record("a", 2))).toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  /** As Derby does when it ends a database whose disk is full. */
  @TestTemplate
  void writesOnAfterAnInterrupt() throws Exception {
    store.trip("bus-writer", TroubleSqlTest::interrupted, 1);
    CompletableFuture<Void> first =
        bus.engine.append(List.of(record("a", 1))).toCompletableFuture();
    assertThatThrownBy(() -> first.get(5, TimeUnit.SECONDS)).hasMessageContaining("ended");

    bus.engine.append(List.of(record("a", 2))).toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  @TestTemplate
  void numbersOnAfterAnInterrupt() {
    Running.Inward reader = bus.inward("g");
    store.trip("bus-sequencer", TroubleSqlTest::interrupted, 1);

    bus.append(record("a", 1));

    await().untilAsserted(() -> assertThat(reader.read).containsExactly("1"));
  }

  private static Error interrupted() {
    Thread.currentThread().interrupt();
    return new AssertionError("The database was ended");
  }

  @TestTemplate
  void opensTheOthersThoughOneGroupCannotBeOpenedYet() {
    bus.append(record("a", 1));
    store.trip("bus-groups", () -> new Overtaken("Another hub was quicker"), 2);

    Running.Inward first = bus.inward("first");
    Running.Inward second = bus.inward("second");

    await().untilAsserted(() -> assertThat(first.read).containsExactly("1"));
    await().untilAsserted(() -> assertThat(second.read).containsExactly("1"));
  }

  @TestTemplate
  void tellsWhenNothingIsNumberedForAWhile() {
    Duration patience = Duration.ofMillis(2_500);
    assertThat(bus.engine.trouble(patience)).isEmpty();

    store.trip("bus-sequencer", () -> new NoClassDefFoundError("org/example/Gone"), 1_000_000);
    bus.append(record("a", 1));

    await()
        .untilAsserted(
            () ->
                assertThat(bus.engine.trouble(patience))
                    .hasValueSatisfying(why -> assertThat(why).contains("org/example/Gone")));
    store.trip("", IllegalStateException::new, 0);
    await().untilAsserted(() -> assertThat(bus.engine.trouble(patience)).isEmpty());
  }
}
