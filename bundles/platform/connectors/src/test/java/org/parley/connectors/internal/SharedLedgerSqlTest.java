// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Price;
import org.parley.api.connectors.RateBudget;
import org.parley.api.store.Store;
import org.parley.connectors.internal.BudgetRows.Kept;
import org.parley.testkit.FakeClock;
import org.parley.testkit.StoreTest;

@StoreTest(room = "connectors")
class SharedLedgerSqlTest {
  private static final RateBudget BUDGET = RateBudget.NONE.together(20, Duration.ofHours(1));
  private static final String SCOPE = "app:app/calls/20/3600000";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger calls = new AtomicInteger();
  private final Store store;

  SharedLedgerSqlTest(Store store) {
    this.store = store;
  }

  @AfterEach
  void stop() {
    clockwork.shutdownNow();
    threads.shutdownNow();
  }

  @TestTemplate
  void givesSeveralHubsTogetherNoMoreThanTheWindowHolds() {
    assumeFalse(store.isEmbedded(), "An embedded database has one hub");
    Hand ada = new Hand(ledger());
    Hand bob = new Hand(ledger());
    ada.look();
    bob.look();

    await().until(() -> calls.get() == 20);
    ada.look();
    bob.look();
    await().until(() -> ada.isRefused() && bob.isRefused());
    assertThat(calls).hasValue(20);
  }

  @TestTemplate
  void countsNothingAsUsedThatAHubTookWhichCameMeanwhile() {
    assumeFalse(store.isEmbedded(), "An embedded database has one hub");
    UUID other = UUID.randomUUID();
    Turnstile.Gate gate = ledger().turnstile("app", BUDGET).gate(UUID.randomUUID(), () -> {});
    await().until(() -> gate.admit(Toll.CALL).isZero());
    gate.ended(Toll.CALL);
    await().until(() -> gate.admit(Toll.CALL).isZero());
    gate.ended(Toll.CALL);

    store.inTransaction(
        transaction -> {
          Kept row = BudgetRows.lock(transaction, SCOPE, Optional.empty());
          gate.admit(Toll.CALL);
          await().until(this::isSomebodyWaiting);
          BudgetRows.beat(transaction, other);
          var use = new WindowUse(WindowUse.Frame.of(20, Duration.ofHours(1)), row.state());
          var claim = new WindowUse.Claim(0, 0, 1, 5, Optional.empty());
          use.settle(other, claim, BudgetRows.hubs(transaction), transaction.now());
          BudgetRows.write(transaction, SCOPE, use.state());
          return SCOPE;
        });

    await().until(() -> gate.admit(Toll.CALL).isZero());
    Kept after = store.read(transaction -> BudgetRows.find(transaction, SCOPE)).orElseThrow();
    assertThat(after.state().held()).containsEntry(other, 5L);
  }

  private boolean isSomebodyWaiting() {
    return store.read(
        transaction ->
            !transaction
                .sql(
                    """
                    SELECT pid FROM pg_stat_activity
                    WHERE datname = current_database() AND wait_event_type = 'Lock'
                    AND query LIKE '%connectors_budget%'
                    """)
                .list(row -> row.number("pid"))
                .isEmpty());
  }

  @TestTemplate
  void goesOnWheneverTheWindowIsFreeAgain() {
    new Hand(ledger(), RateBudget.NONE.together(2, Duration.ofSeconds(1))).look();

    await().until(() -> calls.get() >= 10);
  }

  @TestTemplate
  void goesOnWithWhatItHasInHandOnceItHasHeardOfTheOthersAgain() {
    assumeFalse(store.isEmbedded(), "An embedded database has one hub");
    var clock = FakeClock.at("2026-03-01T09:00:00Z");
    var woken = new AtomicInteger();
    Turnstile.Gate gate =
        new SharedLedger(store, clock, threads, clockwork)
            .turnstile("app", BUDGET)
            .gate(UUID.randomUUID(), woken::incrementAndGet);
    await().until(() -> gate.admit(Toll.CALL).isZero());
    gate.ended(Toll.CALL);
    clock.advance(Duration.ofSeconds(40));
    int before = woken.get();

    Duration wait = gate.admit(Toll.CALL);

    assertThat(wait).isPositive();
    await().until(() -> woken.get() > before);
    assertThat(gate.admit(Toll.CALL)).isZero();
  }

  @TestTemplate
  void remembersWhatWasUsedWhenAHubComesBack() {
    SharedLedger before = ledger();
    Hand ada = new Hand(before);
    ada.look();
    await().until(() -> calls.get() == 20);
    before.close();

    Hand later = new Hand(ledger());
    later.look();

    await().until(later::isRefused);
    assertThat(calls).hasValue(20);
  }

  @TestTemplate
  void givesBackWhatIsInHandWhenAHubStops() {
    SharedLedger before = ledger();
    Turnstile.Gate one = before.turnstile("app", BUDGET).gate(UUID.randomUUID(), () -> {});
    await().until(() -> one.admit(Toll.CALL).isZero());
    one.ended(Toll.CALL);
    before.close();

    new Hand(ledger()).look();

    await().until(() -> calls.get() == 19);
  }

  @TestTemplate
  void keepsWhatAMonthMayCost() {
    UUID account = UUID.randomUUID();
    cap(account, 50_000);
    RateBudget priced =
        RateBudget.NONE.cost(Capability.PUBLISH, RateBudget.Cost.of(Price.of("0.015", "USD")));
    Toll post = Toll.of(priced, Capability.PUBLISH, false);
    Turnstile.Gate gate = ledger().turnstile("app", priced).gate(account, () -> {});

    for (int i = 0; i < 3; i++) {
      await().until(() -> gate.admit(post).isZero());
      gate.ended(post);
    }
    assertThat(gate.admit(Toll.CALL)).as("what costs nothing goes on").isZero();
    await().until(() -> !gate.admit(post).isZero() && gate.isOutOfMoney());
  }

  @TestTemplate
  void goesOnWithinAMinuteWhenAPersonAllowsMore() {
    UUID account = UUID.randomUUID();
    cap(account, 0);
    RateBudget priced =
        RateBudget.NONE.cost(Capability.PUBLISH, RateBudget.Cost.of(Price.of("0.015", "USD")));
    Toll post = Toll.of(priced, Capability.PUBLISH, false);
    var clock = FakeClock.at("2026-03-01T09:00:00Z");
    var ledger = new SharedLedger(store, clock, threads, clockwork);
    Turnstile.Gate gate = ledger.turnstile("app", priced).gate(account, () -> {});
    await().until(() -> !gate.admit(post).isZero() && gate.isOutOfMoney());
    assertThat(gate.admit(post)).isLessThanOrEqualTo(Duration.ofMinutes(1));

    cap(account, 50_000);
    clock.advance(Duration.ofMinutes(1));

    await().until(() -> gate.admit(post).isZero());
  }

  @TestTemplate
  void countsOnWhenAConnectorHasFurtherLimits() {
    SharedLedger ledger = ledger();
    Turnstile.Gate before = ledger.turnstile("app", BUDGET).gate(UUID.randomUUID(), () -> {});
    for (int i = 0; i < 3; i++) {
      await().until(() -> before.admit(Toll.CALL).isZero());
      before.ended(Toll.CALL);
    }
    before.close();

    var hand = new Hand(ledger, BUDGET.together(1_000, Duration.ofDays(1)));
    hand.look();

    await().until(() -> calls.get() == 17);
    await().until(hand::isRefused);
    assertThat(calls).hasValue(17);
  }

  @TestTemplate
  void losesNothingWhenLimitsBeforeAndAfterAreSettledTogether() {
    Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    var ledger = new SharedLedger(store, Clock.systemUTC(), held::add, clockwork);
    Turnstile.Gate before = ledger.turnstile("app", BUDGET).gate(UUID.randomUUID(), () -> {});
    before.admit(Toll.CALL);
    runAll(held);
    assertThat(before.admit(Toll.CALL)).isZero();
    before.ended(Toll.CALL);
    before.close();

    var hand = new Hand(ledger, BUDGET.together(1_000, Duration.ofDays(1)));
    hand.look();

    await()
        .until(
            () -> {
              runAll(held);
              return hand.isRefused();
            });
    assertThat(calls).as("20 but for the one before").hasValue(19);
  }

  private static void runAll(Queue<Runnable> held) {
    for (Runnable next = held.poll(); next != null; next = held.poll()) {
      next.run();
    }
  }

  @TestTemplate
  void keepsNoBooksOfAnAccountThatIsGone() {
    SharedLedger ledger = ledger();
    UUID account = UUID.randomUUID();
    RateBudget budget = RateBudget.of(20, Duration.ofHours(1));
    Turnstile.Gate gate = ledger.turnstile("app", budget).gate(account, () -> {});
    await().until(() -> gate.admit(Toll.CALL).isZero());
    store.inTransaction(
        transaction -> {
          AccountRows.delete(transaction, account);
          return account;
        });
    gate.ended(Toll.CALL);
    gate.close();

    UUID other = UUID.randomUUID();
    Turnstile.Gate next = ledger.turnstile("app", budget).gate(other, () -> {});
    await().until(() -> next.admit(Toll.CALL).isZero());

    assertThat(books(account)).isZero();
    assertThat(books(other)).isEqualTo(1);
  }

  private long books(UUID account) {
    return store.read(
        transaction ->
            transaction
                .sql("SELECT scope FROM connectors_budget WHERE account = :account")
                .bind("account", account)
                .list(row -> row.text("scope"))
                .size());
  }

  private void cap(UUID account, long micros) {
    store.inTransaction(
        transaction -> {
          BudgetRows.lock(transaction, Spendings.keyOf(account), Optional.of(account));
          BudgetRows.cap(transaction, Spendings.keyOf(account), Optional.of(micros));
          return account;
        });
  }

  @TestTemplate
  void usesNothingThatItHadInHandWhenItWasTakenForGone() {
    assumeFalse(store.isEmbedded(), "An embedded database has one hub");
    var clock = FakeClock.at("2026-03-01T09:00:00Z");
    var sleepy = new SharedLedger(store, clock, threads, clockwork);
    Turnstile.Gate gate = sleepy.turnstile("app", BUDGET).gate(UUID.randomUUID(), () -> {});
    await().until(() -> gate.admit(Toll.CALL).isZero());
    gate.ended(Toll.CALL);
    store.inTransaction(
        transaction -> transaction.sql("DELETE FROM connectors_budget_hub").update());
    new Hand(ledger()).look();
    await().until(() -> calls.get() == 18);

    clock.advance(Duration.ofMinutes(2));

    assertThat(gate.admit(Toll.CALL)).isPositive();
    await().until(sleepy::isTrusted);
    assertThat(gate.admit(Toll.CALL)).isPositive();
  }

  /** It looks whenever it was away, which may be often in a short time. */
  @TestTemplate
  void takesNobodyForGoneWhomItHasHardlyLookedAt() {
    assumeFalse(store.isEmbedded(), "An embedded database has one hub");
    UUID other = UUID.randomUUID();
    store.inTransaction(transaction -> BudgetRows.beat(transaction, other));
    var clock = FakeClock.at("2026-03-01T09:00:00Z");
    var sleepy = new SharedLedger(store, clock, threads, clockwork);
    Turnstile.Gate gate = sleepy.turnstile("app", BUDGET).gate(UUID.randomUUID(), () -> {});

    for (int i = 0; i < 9; i++) {
      await().until(() -> gate.admit(Toll.CALL).isZero());
      gate.ended(Toll.CALL);
      clock.advance(Duration.ofSeconds(31));
    }

    assertThat(store.read(BudgetRows::hubs)).contains(other);
  }

  private SharedLedger ledger() {
    var ledger = new SharedLedger(store, Clock.systemUTC(), threads, clockwork);
    ledger.start();
    return ledger;
  }

  /** Calls whenever it may. */
  private final class Hand {
    private final Turnstile turnstile;
    private final Turnstile.Gate gate;

    Hand(SharedLedger ledger) {
      this(ledger, BUDGET);
    }

    Hand(SharedLedger ledger, RateBudget budget) {
      turnstile = ledger.turnstile("app", budget);
      gate = turnstile.gate(UUID.randomUUID(), this::look);
    }

    /** Whether the books have told it when there is more. */
    boolean isRefused() {
      return turnstile.nextLook().isPresent();
    }

    void look() {
      while (gate.admit(Toll.CALL).isZero()) {
        calls.incrementAndGet();
        gate.ended(Toll.CALL);
      }
    }
  }
}
