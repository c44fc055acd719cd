// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parley.connectors.internal.WindowUse.Claim;
import org.parley.connectors.internal.WindowUse.Frame;
import org.parley.connectors.internal.WindowUse.Grant;
import org.parley.connectors.internal.WindowUse.Told;

class WindowUseTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
  private static final UUID ADA = new UUID(0, 1);
  private static final UUID BOB = new UUID(0, 2);
  private static final Set<UUID> BOTH = Set.of(ADA, BOB);

  private final WindowUse hourly = new WindowUse(Frame.of(10, Duration.ofHours(1)));

  @Test
  void givesNoMoreThanTheWindowHolds() {
    assertThat(wants(ADA, 4).amount()).isEqualTo(4);
    assertThat(settle(BOB, new Claim(0, 0, 5, 5, Optional.empty()), NOW).amount()).isEqualTo(5);
    Grant refused = settle(ADA, new Claim(0, 4, 2, 2, Optional.empty()), NOW);
    assertThat(refused.amount()).isZero();
    assertThat(refused.freeAt()).isPresent();
  }

  @Test
  void countsWhatWasUsedForAWholeSpanAndASlotAtMost() {
    wants(ADA, 10);
    settle(ADA, new Claim(10, 0, 0, 0, Optional.empty()), NOW);

    Instant then = NOW.plus(Duration.ofHours(1));
    Grant refused = settle(ADA, new Claim(0, 0, 1, 1, Optional.empty()), then);
    assertThat(refused.amount()).isZero();
    Instant free = refused.freeAt().orElseThrow();
    assertThat(Duration.between(then, free)).isBetween(Duration.ZERO, Duration.ofSeconds(57));
    assertThat(settle(ADA, new Claim(0, 0, 1, 1, Optional.empty()), free).amount()).isEqualTo(1);
  }

  /** The database's clock leaps ahead by a year and is put right. */
  @Test
  void countsNothingForLongerThanASpanWhenAClockHasLeapt() {
    wants(ADA, 10);
    Instant leapt = NOW.plus(Duration.ofDays(365));
    settle(ADA, new Claim(10, 0, 0, 0, Optional.empty()), leapt);

    Grant refused = settle(ADA, new Claim(0, 0, 1, 1, Optional.empty()), NOW);
    assertThat(refused.amount()).isZero();
    Instant free = refused.freeAt().orElseThrow();
    assertThat(Duration.between(NOW, free)).isBetween(Duration.ofHours(1), Duration.ofMinutes(62));
    assertThat(settle(ADA, new Claim(0, 0, 1, 1, Optional.empty()), free).amount()).isEqualTo(1);
  }

  @Test
  void countsWhatIsInHandHoweverLongItIs() {
    wants(ADA, 10);

    Instant later = NOW.plus(Duration.ofDays(1));
    assertThat(settle(BOB, new Claim(0, 0, 1, 1, Optional.empty()), later).amount()).isZero();
  }

  @Test
  void countsWhatAHubHadInHandThatIsGoneAsUsed() {
    wants(ADA, 10);
    Set<UUID> bob = Set.of(BOB);

    Grant refused = hourly.settle(BOB, new Claim(0, 0, 1, 1, Optional.empty()), bob, NOW);
    assertThat(refused.amount()).isZero();
    Instant free = refused.freeAt().orElseThrow();
    assertThat(hourly.settle(BOB, new Claim(0, 0, 1, 1, Optional.empty()), bob, free).amount())
        .isEqualTo(1);
  }

  @Test
  void givesEachHubAsMuchAsEveryOther() {
    Claim wish = new Claim(0, 0, 1, 8, Optional.empty());

    assertThat(settle(ADA, wish, NOW).amount()).isEqualTo(5);
    assertThat(settle(BOB, wish, NOW).amount()).isEqualTo(5);
    var alone = new WindowUse(Frame.of(10, Duration.ofHours(1)));
    assertThat(alone.settle(ADA, wish, Set.of(ADA), NOW).amount()).isEqualTo(8);
  }

  @Test
  void letsHubsTakeTurnsThoughOneIsAlwaysTheQuicker() {
    Frame frame = Frame.of(1, Duration.ofMinutes(64));
    var narrow = new WindowUse(frame);
    List<UUID> order = new ArrayList<>();
    Instant at = NOW;

    for (int round = 0; round < 6; round++) {
      if (callsAgainAndAgain(narrow, ADA, at) > 0) {
        order.add(ADA);
      }
      if (callsAgainAndAgain(narrow, BOB, at.plusMillis(200)) > 0) {
        order.add(BOB);
      }
      at = frame.forgets(frame.slot(at));
    }

    assertThat(order).containsExactly(ADA, ADA, BOB, ADA, BOB, ADA);
  }

  @Test
  void dividesWhatGetsFreeThoughOneAsksAgainAndAgain() {
    wants(ADA, 10);
    settle(ADA, new Claim(10, 0, 1, 10, Optional.empty()), NOW);
    Claim first = new Claim(0, 0, 1, 10, Optional.empty());
    Instant free = settle(BOB, first, NOW).freeAt().orElseThrow();

    assertThat(settle(ADA, first, free).amount()).isEqualTo(5);
    assertThat(settle(ADA, new Claim(0, 5, 1, 10, Optional.empty()), free).amount()).isEqualTo(1);
    Grant third = settle(ADA, new Claim(0, 6, 1, 10, Optional.empty()), free);
    assertThat(third.amount()).isZero();
    assertThat(third.freeAt()).contains(free.plusSeconds(1));
    assertThat(settle(BOB, first, free).amount()).isEqualTo(4);
  }

  @Test
  void leavesNothingForLongForAHubThatDoesNotCome() {
    wants(ADA, 10);
    settle(ADA, new Claim(10, 0, 0, 0, Optional.empty()), NOW);
    Instant free = settle(BOB, claim(1), NOW).freeAt().orElseThrow();

    assertThat(settle(ADA, claim(10), free).amount()).isZero();
    assertThat(settle(ADA, claim(10), free.plusSeconds(6)).amount()).isEqualTo(10);
  }

  @Test
  void doesNotLetWhoNeedsMuchStarveBehindWhoNeedsLittle() {
    wants(ADA, 6);
    settle(ADA, new Claim(6, 0, 0, 0, Optional.empty()), NOW);
    Instant much = settle(BOB, claim(8), NOW).freeAt().orElseThrow();

    assertThat(settle(ADA, claim(1), NOW).amount()).as("it is kept for the other").isZero();
    assertThat(settle(BOB, claim(8), much).amount()).isEqualTo(8);
    assertThat(settle(ADA, claim(1), much).amount()).isEqualTo(1);
  }

  @Test
  void holdsNobodyUpForWhatWillNeverBeThere() {
    assertThat(settle(BOB, claim(11), NOW).amount()).isZero();
    assertThat(settle(ADA, claim(10), NOW).amount()).isEqualTo(10);
  }

  @Test
  void hearsThatOthersUseTheWindowAsWell() {
    Instant end = NOW.plus(Duration.ofMinutes(30));
    settle(ADA, new Claim(1, 0, 0, 0, Optional.of(new Told(3, Optional.of(end)))), NOW);

    assertThat(settle(ADA, new Claim(0, 0, 4, 4, Optional.empty()), NOW).amount()).isZero();
    assertThat(settle(ADA, new Claim(0, 0, 3, 3, Optional.empty()), NOW).amount()).isEqualTo(3);
    Instant after = end.plus(Duration.ofMinutes(1));
    assertThat(settle(ADA, new Claim(3, 0, 6, 6, Optional.empty()), after).amount()).isEqualTo(6);
  }

  @Test
  void beginsEachMonthAnewWithMoney() {
    var money = new WindowUse(Frame.monthly(1_000_000));
    Set<UUID> ada = Set.of(ADA);

    assertThat(money.settle(ADA, new Claim(0, 0, 900_000, 0, Optional.empty()), ada, NOW).amount())
        .isEqualTo(900_000);
    Grant refused =
        money.settle(ADA, new Claim(900_000, 0, 200_000, 0, Optional.empty()), ada, NOW);
    assertThat(refused.freeAt()).contains(Instant.parse("2026-04-01T00:00:00Z"));
    Instant april = Instant.parse("2026-04-01T00:00:00Z");
    assertThat(
            money.settle(ADA, new Claim(0, 0, 200_000, 0, Optional.empty()), ada, april).amount())
        .isEqualTo(200_000);
    assertThat(money.taken(april)).isEqualTo(200_000);
  }

  /** What it gets while it notes as used what it has got, and wants more. */
  private static long callsAgainAndAgain(WindowUse use, UUID hub, Instant at) {
    long calls = 0;
    Grant grant = use.settle(hub, claim(1), BOTH, at);
    while (grant.amount() > 0) {
      calls += grant.amount();
      grant = use.settle(hub, new Claim(grant.amount(), 0, 1, 1, Optional.empty()), BOTH, at);
    }
    return calls;
  }

  private static Claim claim(long amount) {
    return new Claim(0, 0, amount, amount, Optional.empty());
  }

  private Grant wants(UUID hub, long amount) {
    return settle(hub, claim(amount), NOW);
  }

  private Grant settle(UUID hub, Claim claim, Instant at) {
    return hourly.settle(hub, claim, BOTH, at);
  }
}
