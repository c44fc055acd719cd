// SPDX-License-Identifier: Apache-2.0
package org.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.store.Lease;
import org.parley.api.store.LeaseLost;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.store.internal.SharedLeases;
import org.parley.testkit.StoreTest;

/** Hubs that share a database; each beats when the test says so, and is asleep in between. */
@StoreTest(room = {"store", "sample"})
class LeasesSqlTest {
  private static final int SILENCE = 6;

  private final Store store;
  private final AtomicLong nanos = new AtomicLong();
  private final SharedLeases here;
  private final SharedLeases there;

  LeasesSqlTest(Store store) {
    this.store = store;
    this.here = hub();
    this.there = hub();
  }

  private SharedLeases hub() {
    return new SharedLeases(store, UUID.randomUUID(), Duration.ofSeconds(5), nanos::get);
  }

  private void beat(SharedLeases... hubs) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    List.of(hubs).forEach(SharedLeases::beat);
  }

  private void sleepsWhileOthersBeat(SharedLeases... others) {
    IntStream.range(0, SILENCE).forEach(any -> beat(others));
  }

  @TestTemplate
  void givesItToOneForAsLongAsThatLives() {
    Lease mine = here.of("sample.work");
    Lease theirs = there.of("sample.work");
    beat(here, there);

    assertThat(mine.hold()).isTrue();
    for (int i = 0; i < 20; i++) {
      beat(here, there);
      assertThat(mine.hold()).isTrue();
      assertThat(theirs.hold()).isFalse();
    }
  }

  @TestTemplate
  void refusesTheWritesOfOneThatSleptTooLong() {
    Lease mine = here.of("sample.work");
    Lease theirs = there.of("sample.work");
    beat(here, there);
    assertThat(mine.hold()).isTrue();
    write(mine, "before");

    sleepsWhileOthersBeat(there);
    assertThat(theirs.hold()).isTrue();
    write(theirs, "successor");

    assertThatThrownBy(() -> write(mine, "woken")).isInstanceOf(LeaseLost.class);
    beat(here);
    assertThat(mine.hold()).isFalse();
    assertThatThrownBy(() -> write(mine, "woken")).isInstanceOf(LeaseLost.class);
    assertThat(written()).containsExactly("before", "successor");
  }

  @TestTemplate
  void refusesOneThatSleptEvenWhenItsSuccessorIsGoneToo() {
    Lease mine = here.of("sample.work");
    beat(here, there);
    mine.hold();
    sleepsWhileOthersBeat(there);
    there.of("sample.work").hold();
    there.close();

    assertThatThrownBy(() -> write(mine, "woken")).isInstanceOf(LeaseLost.class);
    beat(here);
    assertThat(mine.hold()).isFalse(); // so that it learns of its successor
    assertThat(mine.hold()).isTrue();
    write(mine, "anew");
    assertThat(written()).containsExactly("anew");
  }

  @TestTemplate
  void holdsWhatItTookBeforeItsFirstBeat() {
    Lease mine = here.of("sample.work");
    assertThat(mine.hold()).isTrue();
    beat(there);

    assertThat(there.of("sample.work").hold()).isFalse();
    write(mine, "first");
  }

  @TestTemplate
  void beatsAndAsksAtOnceWithoutWaitingForEachOther() {
    for (int i = 0; i < 50; i++) {
      SharedLeases hub = hub();
      var beating = CompletableFuture.runAsync(hub::beat);
      var asking = CompletableFuture.supplyAsync(hub.of("sample.work" + i % 3)::hold);

      assertThat(beating).succeedsWithin(Duration.ofSeconds(4));
      assertThat(asking).succeedsWithin(Duration.ofSeconds(4));
    }
  }

  @TestTemplate
  void keepsItWhenNobodyTookItMeanwhile() {
    Lease mine = here.of("sample.work");
    beat(here, there);
    mine.hold();
    sleepsWhileOthersBeat(there);

    write(mine, "woken");
    assertThat(mine.hold()).isTrue();
    beat(here, there);
    assertThat(there.of("sample.work").hold()).isFalse();
  }

  @TestTemplate
  void takesNobodyForGoneAfterItsOwnSleep() {
    Lease mine = here.of("sample.work");
    beat(here, there);
    mine.hold();
    nanos.addAndGet(TimeUnit.HOURS.toNanos(1));

    assertThat(there.of("sample.work").hold()).isFalse();
    there.beat();
    assertThat(there.of("sample.work").hold()).isFalse();
    assertThat(mine.hold()).isTrue();
  }

  @TestTemplate
  void takesNobodyForGoneWhomItHasSeenSilentBeforeItSlept() {
    Lease mine = here.of("sample.work");
    beat(here, there);
    mine.hold();
    sleepsWhileOthersBeat(there);
    here.beat();

    assertThat(there.of("sample.work").hold()).isFalse();
    assertThat(mine.hold()).isTrue();
  }

  @TestTemplate
  void asksTheDatabaseOnlyWhenItIsNotSure() {
    Lease mine = here.of("sample.work");
    beat(here);
    mine.hold();
    store.inTransaction(tx -> tx.sql("DELETE FROM store_lease").update());

    assertThat(mine.hold()).isTrue();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
    assertThat(mine.hold()).isTrue(); // taken anew, for there is no such row
    assertThat(store.<Boolean>read(tx -> holds(tx, "sample.work"))).isTrue();
  }

  private static boolean holds(Transaction tx, String name) {
    return tx.sql("SELECT holder FROM store_lease WHERE name = :name")
        .bind("name", name)
        .first(row -> row.findId("holder").isPresent())
        .orElse(false);
  }

  @TestTemplate
  void goesToAnotherAtOnceWhenGivenOrLeft() {
    Lease mine = here.of("sample.work");
    Lease theirs = there.of("sample.work");
    beat(here, there);
    mine.hold();
    mine.give();
    assertThat(theirs.hold()).isTrue();
    assertThat(mine.hold()).isFalse();

    there.close();
    assertThat(mine.hold()).isTrue();
  }

  @TestTemplate
  void goesToTheLaterOfTwoOfOneHub() {
    Lease former = here.of("sample.work");
    beat(here);
    former.hold();

    Lease latter = here.of("sample.work");
    assertThat(latter.hold()).isTrue();
    assertThatThrownBy(() -> write(former, "former")).isInstanceOf(LeaseLost.class);
    write(latter, "latter");
    assertThat(written()).containsExactly("latter");
  }

  @TestTemplate
  void letsNobodyTakeOverInTheMiddleOfATransaction() throws Exception {
    Lease mine = here.of("sample.work");
    beat(here, there);
    mine.hold();
    sleepsWhileOthersBeat(there);
    CountDownLatch checked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    var writing =
        CompletableFuture.runAsync(
            () ->
                store.inTransaction(
                    tx -> {
                      mine.check(tx);
                      checked.countDown();
                      await(goOn);
                      return insert(tx, "in time");
                    }));
    checked.await();
    var taking =
        CompletableFuture.supplyAsync(
            () -> {
              boolean held = there.of("sample.work").hold();
              return held ? written() : new ArrayList<String>();
            });
    assertThat(taking).isNotDone();
    goOn.countDown();
    writing.join();

    assertThat(taking.join()).containsExactly("in time");
  }

  @TestTemplate
  void isTakenOnceHoweverManyAsk() {
    List<SharedLeases> hubs = IntStream.range(0, 6).mapToObj(any -> hub()).toList();
    hubs.forEach(SharedLeases::beat);

    List<Boolean> held =
        hubs.stream()
            .map(hub -> CompletableFuture.supplyAsync(hub.of("sample.race")::hold))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(held).containsOnlyOnce(true);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Lease lease, String what) {
    store.inTransaction(
        tx -> {
          lease.check(tx);
          return insert(tx, what);
        });
  }

  private static int insert(Transaction tx, String what) {
    return tx.sql("INSERT INTO thing (id, name, live) VALUES (:id, :what, TRUE)")
        .bind("id", UUID.randomUUID())
        .bind("what", what)
        .update();
  }

  private List<String> written() {
    return new ArrayList<>(
        store.read(
            tx -> tx.sql("SELECT name FROM thing ORDER BY name").list(row -> row.text("name"))));
  }
}
