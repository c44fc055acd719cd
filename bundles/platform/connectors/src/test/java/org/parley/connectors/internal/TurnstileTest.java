// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Price;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.RateBudget.Cost;
import org.parley.api.connectors.RateBudget.Window;
import org.parley.testkit.FakeClock;

class TurnstileTest {
  private final FakeClock clock = FakeClock.at("2026-03-01T09:00:00Z");
  private final Ledger ledger = Ledger.inMemory(clock);
  private final List<String> woken = new ArrayList<>();

  @Test
  void letsEverythingThroughWithoutAWindow() {
    Turnstile.Gate gate = gate(RateBudget.NONE);

    assertThat(gate.admit(Toll.CALL)).isZero();
    assertThat(gate.admit(Toll.CALL)).isZero();
  }

  @Test
  void keepsEveryWindow() {
    Turnstile.Gate gate =
        gate(RateBudget.of(2, Duration.ofSeconds(1)).and(3, Duration.ofMinutes(1)));
    call(gate);
    call(gate);

    Duration pause = gate.admit(Toll.CALL);
    assertThat(pause).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_040));
    clock.advance(pause);
    call(gate);
    clock.advance(Duration.ofSeconds(2));
    assertThat(gate.admit(Toll.CALL)).isGreaterThan(Duration.ofSeconds(55));
  }

  @Test
  void countsACallUntilAfterItHasEnded() {
    Turnstile.Gate gate = gate(RateBudget.of(1, Duration.ofSeconds(10)));
    assertThat(gate.admit(Toll.CALL)).isZero();
    clock.advance(Duration.ofSeconds(30));
    assertThat(gate.admit(Toll.CALL)).as("it is under way").isPositive();

    gate.ended(Toll.CALL);
    clock.advance(Duration.ofSeconds(1));
    assertThat(gate.admit(Toll.CALL)).isGreaterThan(Duration.ofSeconds(9));
  }

  @Test
  void leavesASystemAloneThatAsksForIt() {
    Turnstile.Gate gate = gate(RateBudget.NONE);
    gate.leaveAlone(clock.instant().plusSeconds(30));
    gate.leaveAlone(clock.instant().plusSeconds(10));

    assertThat(gate.admit(Toll.CALL)).isEqualTo(Duration.ofSeconds(30));
    clock.advance(Duration.ofSeconds(30));
    assertThat(gate.admit(Toll.CALL)).isZero();
  }

  @Test
  void goesOnWhenItsClockHadLeapt() {
    Turnstile.Gate gate = gate(RateBudget.of(1, Duration.ofHours(1)));
    clock.advance(Duration.ofDays(365));
    call(gate);
    assertThat(gate.admit(Toll.CALL)).isPositive();

    clock.advance(Duration.ofDays(-365));
    assertThat(gate.admit(Toll.CALL)).isBetween(Duration.ZERO, Duration.ofMinutes(62));
    clock.advance(Duration.ofMinutes(62));
    assertThat(gate.admit(Toll.CALL)).isZero();
  }

  @Test
  void forgetsAnAccountOnceItsLastCallIsNoted() {
    Turnstile turnstile = turnstile(RateBudget.of(8, Duration.ofHours(1)));
    Turnstile.Gate gate = gate(turnstile, "ada");
    assertThat(gate.admit(Toll.CALL)).isZero();
    gate.close();
    assertThat(turnstile.due(false)).isEmpty();
    assertThat(turnstile.accounts()).as("a call is under way").isOne();

    gate.ended(Toll.CALL);
    clock.advance(Duration.ofHours(1));
    turnstile.due(false).forEach(ledger::ask);

    assertThat(turnstile.due(false)).isEmpty();
    assertThat(turnstile.accounts()).isZero();
  }

  @Test
  void takesTurnsWhereAccountsShareAWindow() {
    Turnstile turnstile = turnstile(RateBudget.NONE.together(2, Duration.ofSeconds(64)));
    Turnstile.Gate ada = gate(turnstile, "ada");
    Turnstile.Gate bob = gate(turnstile, "bob");
    call(ada);
    call(ada);
    assertThat(ada.admit(Toll.CALL)).isPositive();
    assertThat(bob.admit(Toll.CALL)).isPositive();

    Instant look = turnstile.nextLook().orElseThrow();
    clock.set(look.plusSeconds(64));
    turnstile.serve();

    assertThat(woken).containsExactly("ada", "bob");
  }

  @Test
  void tellsTheBooksSoonWhatItHasUsedWhileItWaitsForMore() {
    Turnstile turnstile = turnstile(RateBudget.NONE.together(2, Duration.ofHours(1)));
    Turnstile.Gate ada = gate(turnstile, "ada");
    call(ada);
    assertThat(ada.admit(Toll.CALL)).isZero();
    assertThat(ada.admit(Toll.CALL)).isPositive();

    clock.advance(Duration.ofSeconds(2));
    assertThat(turnstile.due(true)).as("a call is under way").isEmpty();
    ada.ended(Toll.CALL);
    assertThat(turnstile.due(true)).hasSize(1);
  }

  @Test
  void countsTheVendorsOwnUnits() {
    RateBudget budget =
        RateBudget.NONE
            .and(Window.of("points", 10, Duration.ofHours(1)))
            .cost(Capability.PUBLISH, Cost.of("points", 3))
            .cost(Capability.DELETE, Cost.of("points", 1));
    Turnstile.Gate gate = gate(budget);
    Toll publish = Toll.of(budget, Capability.PUBLISH, false);
    Toll delete = Toll.of(budget, Capability.DELETE, false);

    for (int i = 0; i < 3; i++) {
      assertThat(gate.admit(publish)).isZero();
      gate.ended(publish);
    }
    assertThat(gate.admit(publish)).isPositive();
    assertThat(gate.admit(delete)).isZero();
  }

  @Test
  void knowsThatAPostWithALinkCostsMore() {
    RateBudget budget =
        RateBudget.NONE.cost(
            Capability.PUBLISH, Cost.of(Price.of("0.015", "USD").withLink("0.20")));

    assertThat(Toll.of(budget, Capability.PUBLISH, false).units())
        .isEqualTo(Map.of("calls", 1L, "money", 15_000L));
    assertThat(Toll.of(budget, Capability.PUBLISH, true).of("money")).isEqualTo(200_000);
    assertThat(Toll.of(budget, Capability.EDIT, true)).isEqualTo(Toll.CALL);
  }

  private void call(Turnstile.Gate gate) {
    assertThat(gate.admit(Toll.CALL)).isZero();
    gate.ended(Toll.CALL);
  }

  private Turnstile turnstile(RateBudget budget) {
    return new Turnstile("trial", budget, ledger, clock);
  }

  private Turnstile.Gate gate(RateBudget budget) {
    return turnstile(budget).gate(new UUID(0, 1), () -> {});
  }

  private Turnstile.Gate gate(Turnstile turnstile, String name) {
    var gate = new Turnstile.Gate[1];
    gate[0] =
        turnstile.gate(
            UUID.randomUUID(),
            () -> {
              if (gate[0].admit(Toll.CALL).isZero()) {
                woken.add(name);
              }
            });
    return gate[0];
  }
}
