// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.parley.testkit.TestStore;
import org.parley.testkit.TestStore.Kind;

class HearBellsSqlTest {
  private final AtomicInteger begun = new AtomicInteger();

  @Test
  void beginsAnewAfterWhateverItFailedWith() {
    assumeTrue(Kind.chosen().contains(Kind.POSTGRESQL), "PostgreSQL was not asked for");
    try (TestStore database = TestStore.open(Kind.POSTGRESQL, "sample");
        SharedBells other =
            new SharedBells(database.store(), database.settings(), UUID.randomUUID())) {
      HearBells hearing = new HearBells(database.settings(), UUID.randomUUID(), new Failing());
      hearing.start();
      try {
        await().untilAsserted(() -> assertThat(begun).hasValue(1));
        other.of("sample.changed").ring();
        await().untilAsserted(() -> assertThat(begun).hasValue(2));
        other.of("sample.changed").ring();
        await().untilAsserted(() -> assertThat(begun).hasValue(3));
      } finally {
        hearing.close();
      }
    }
  }

  private final class Failing implements HearBells.Listener {
    @Override
    public void rung(String bell) {
      throw new IllegalStateException("Neither SQL nor Parley say so");
    }

    @Override
    public void anyMayHaveRung() {
      begun.incrementAndGet();
    }
  }
}
