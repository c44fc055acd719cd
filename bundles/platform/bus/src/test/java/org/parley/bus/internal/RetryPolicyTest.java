// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.api.Busy;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;

class RetryPolicyTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final RetryPolicy policy =
      new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(6), new Random(1));

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"INPUT", "SETTINGS", "CREDENTIALS"})
  void givesUpAtOnceWhatFailsTheSameWayEachTime(Fault fault) {
    assertThat(policy.judge(1, new ParleyException(fault, "No"), NOW))
        .isEqualTo(new Verdict.GiveUp(fault, "No"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"REMOTE", "HUB"})
  void triesAgainWhatMayPass(Fault fault) {
    assertThat(policy.judge(1, new ParleyException(fault, "No"), NOW))
        .isInstanceOf(Verdict.Again.class);
  }

  @Test
  void doublesThePauseUpToTheLongest() {
    assertThat(pause(1)).isBetween(Duration.ofMillis(666), Duration.ofSeconds(1));
    assertThat(pause(2)).isBetween(Duration.ofMillis(1_333), Duration.ofSeconds(2));
    assertThat(pause(3)).isBetween(Duration.ofMillis(2_666), Duration.ofSeconds(4));
    assertThat(pause(4)).isBetween(Duration.ofMillis(4_000), Duration.ofSeconds(6));
  }

  @Test
  void pausesForTheLongestHoweverOftenItDoubles() {
    RetryPolicy patient =
        new RetryPolicy(1_000, Duration.ofDays(365), Duration.ofDays(1), new Random(1));

    Verdict verdict = patient.judge(900, new ParleyException(Fault.REMOTE, "Down"), NOW);

    assertThat(((Verdict.Again) verdict).due()).isBetween(NOW, NOW.plus(Duration.ofDays(1)));
  }

  @Test
  void waitsAsLongAsTheOtherSideAsks() {
    Verdict verdict =
        policy.judge(1, ParleyException.retryAfter(Duration.ofHours(2), "Slow down"), NOW);

    assertThat(verdict).isEqualTo(new Verdict.Again(NOW.plus(Duration.ofHours(2)), "Slow down"));
  }

  @Test
  void waitsForABusyHub() {
    Verdict verdict = policy.judge(1, new Busy("Full", Duration.ofHours(1)), NOW);

    assertThat(verdict).isEqualTo(new Verdict.Again(NOW.plus(Duration.ofHours(1)), "Full"));
  }

  @Test
  void givesUpAfterTheLastTry() {
    assertThat(policy.judge(5, new ParleyException(Fault.REMOTE, "Down"), NOW))
        .isEqualTo(new Verdict.GiveUp(Fault.REMOTE, "Down"));
  }

  @Test
  void looksBehindWhatOthersWrapAround() {
    Throwable wrapped =
        new CompletionException(new RuntimeException("route", new InvalidInput("name", "empty")));

    assertThat(policy.judge(1, wrapped, NOW))
        .isEqualTo(new Verdict.GiveUp(Fault.INPUT, "name: empty"));
  }

  @Test
  void takesAnUnexpectedExceptionForTroubleOfTheHub() {
    Verdict verdict = policy.judge(1, new NullPointerException("x is null"), NOW);

    assertThat(verdict).isInstanceOf(Verdict.Again.class);
    assertThat(verdict.reason()).isEqualTo("java.lang.NullPointerException: x is null");
  }

  @Test
  void parksTheUnreadable() {
    assertThat(policy.judge(1, new CompletionException(new Unreadable("torn")), NOW))
        .isInstanceOf(Verdict.GiveUp.class);
  }

  @Test
  void keepsReasonsShortAndPrintable() {
    String reason =
        policy.judge(1, new ParleyException(Fault.INPUT, "a\0" + "b".repeat(9_000)), NOW).reason();

    assertThat(reason).hasSize(2_000).startsWith("a b");
  }

  private Duration pause(int attempt) {
    Verdict verdict = policy.judge(attempt, new ParleyException(Fault.REMOTE, "Down"), NOW);
    return Duration.between(NOW, ((Verdict.Again) verdict).due());
  }
}
