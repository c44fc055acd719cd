// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.store.LeaseLost;
import org.parley.api.store.Store;
import org.parley.store.internal.SharedLeases;
import org.parley.testkit.FakeClock;
import org.parley.testkit.StoreTest;

/**
 * Two hubs, one of which does the upkeep; by a clock that is a day ahead it would destroy today.
 */
@StoreTest(room = {"store", "shortening"})
class UpkeepSqlTest {
  private final TestRoom room;
  private final FakeClock tomorrow = FakeClock.at("2026-03-02T09:00:00Z");
  private final SharedLeases hereLeases;
  private final SharedLeases thereLeases;
  private final Upkeep here;
  private final Upkeep there;

  UpkeepSqlTest(Store store) {
    room = TestRoom.on(store);
    hereLeases = leases(store);
    thereLeases = leases(store);
    here = new Upkeep(store, hereLeases, room.routes, tomorrow);
    there = new Upkeep(store, thereLeases, room.routes, room.clock);
  }

  /** Who does not beat is asleep to the other. */
  private static SharedLeases leases(Store store) {
    var leases =
        new SharedLeases(store, UUID.randomUUID(), Duration.ofMinutes(5), System::nanoTime);
    leases.beat();
    return leases;
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
    room.close();
  }

  @TestTemplate
  void destroysNothingWhileAnotherHasTheLease() {
    there.destroyPast();
    followToday();

    here.destroyPast();

    assertThat(salts()).isOne();
  }

  @TestTemplate
  void destroysNothingOnceItsLeaseWentWhileItSlept() {
    here.destroyPast();
    IntStream.range(0, 6).forEach(any -> thereLeases.beat());
    there.destroyPast();
    followToday();

    assertThatThrownBy(here::destroyPast).isInstanceOf(LeaseLost.class);
    assertThat(salts()).isOne();
    here.destroyPast();
    assertThat(salts()).isOne();
  }

  @TestTemplate
  void destroysWhatIsPastOnceTheOtherHasLeft() {
    there.destroyPast();
    followToday();
    there.close();

    here.destroyPast();

    assertThat(salts()).isZero();
  }

  private void followToday() {
    room.create("sale");
    room.follow("sale");
  }

  private long salts() {
    return room.store.read(
        tx ->
            tx.sql("SELECT COUNT(*) AS n FROM shortening_salt")
                .first(row -> row.number("n"))
                .orElseThrow());
  }
}
