// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.bus.internal.Running.record;

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
  void opensTheOthersThoughOneGroupCannotBeOpenedYet() {
    bus.append(record("a", 1));
    store.trip("bus-groups", () -> new Overtaken("Another hub was quicker"), 2);

    Running.Inward first = bus.inward("first");
    Running.Inward second = bus.inward("second");

    await().untilAsserted(() -> assertThat(first.read).containsExactly("1"));
    await().untilAsserted(() -> assertThat(second.read).containsExactly("1"));
  }
}
