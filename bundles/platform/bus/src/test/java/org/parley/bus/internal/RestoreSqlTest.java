// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.bus.internal.Running.record;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.store.Bells;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** What goes out and what does not once the tables were put back from a backup. */
@StoreTest(room = "bus")
class RestoreSqlTest {
  private final Store store;

  RestoreSqlTest(Store store) {
    this.store = store;
  }

  @TestTemplate
  void holdsWhatGoesOutUntilAPersonResumesIt() {
    readOnceBeforeTheBackup();
    Instant restored = Instant.now();

    try (Running bus = new Running(put(restored), Running.QUICK)) {
      Running.Outward out = outward(bus, "out");
      Running.Inward in = bus.inward("in");
      bus.append(record("a", 2));
      await().untilAsserted(() -> assertThat(in.read).contains("2"));
      assertThat(bus.engine.desk().heldByRestore()).containsExactly("out");
      assertThat(out.deliveries).isEmpty();

      var verb = new ResumeGroups(bus.engine.desk());
      assertThat(verb.run(List.of())).contains("unknown to it", "out");
      verb.run(List.of("all"));

      await().untilAsserted(() -> assertThat(out.said()).containsExactly("2"));
      assertThat(verb.run(List.of())).isEqualTo("Nothing waits since a restore");
    }
    try (Running bus = new Running(put(restored), Running.QUICK)) {
      Running.Outward out = outward(bus, "out");
      bus.append(record("a", 3));
      await().untilAsserted(() -> assertThat(out.said()).containsExactly("3"));
    }
  }

  @TestTemplate
  void letsAGroupGoOutThatCameAfterTheRestore() {
    try (Running bus =
        new Running(put(Instant.now().minus(Duration.ofMinutes(1))), Running.QUICK)) {
      Running.Outward out = outward(bus, "new");
      bus.append(record("a", 1));

      await().untilAsserted(() -> assertThat(out.said()).containsExactly("1"));
    }
  }

  private void readOnceBeforeTheBackup() {
    try (Running bus = new Running(store)) {
      Running.Outward out = outward(bus, "out");
      Running.Inward in = bus.inward("in");
      bus.append(record("a", 1));
      await().untilAsserted(() -> assertThat(out.said()).containsExactly("1"));
      await().untilAsserted(() -> assertThat(in.read).containsExactly("1"));
    }
  }

  private Database put(Instant restored) {
    return new Database(
        store, Clock.systemUTC(), Optional.of(restored), Leases.ofOnlyHub(), Bells.ofOnlyHub());
  }

  private static Running.Outward outward(Running bus, String group) {
    return bus.outward(group, 1, delivery -> CompletableFuture.completedFuture(null));
  }
}
