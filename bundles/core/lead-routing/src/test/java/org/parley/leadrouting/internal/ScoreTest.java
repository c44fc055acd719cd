// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parley.api.leads.LeadScored.Points;
import org.parley.api.leads.ScoringRule;
import org.parley.api.profiles.Doings;

class ScoreTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

  @Test
  void givesPointsEachTime() {
    assertThat(score(List.of(onClick(5, 0)), clicks(3, Duration.ZERO), Map.of()))
        .containsExactly(new Points(15, "Clicked"));
  }

  @Test
  void letsPointsFadeByTheirHalfLife() {
    assertThat(score(List.of(onClick(10, 7)), clicks(2, Duration.ofDays(7)), Map.of()))
        .containsExactly(new Points(10, "Clicked"));
  }

  @Test
  void doesNotFadeWhatAClockSaysComesFromTheFuture() {
    assertThat(score(List.of(onClick(10, 7)), clicks(1, Duration.ofDays(-7)), Map.of()))
        .containsExactly(new Points(10, "Clicked"));
  }

  @Test
  void looksAtAttributesWithoutLetterCase() {
    ScoringRule rule = onAttribute("industry", "Retail", 20);

    assertThat(score(List.of(rule), List.of(), Map.of("industry", " RETAIL ")))
        .containsExactly(new Points(20, "Fits"));
    assertThat(score(List.of(rule), List.of(), Map.of("industry", "steel"))).isEmpty();
  }

  @Test
  void leavesOutRulesThatGaveNothing() {
    assertThat(score(List.of(onClick(5, 0)), List.of(), Map.of())).isEmpty();
  }

  private static List<Points> score(
      List<ScoringRule> rules, List<Doings.Count> doings, Map<String, String> attributes) {
    return new Score(rules, NOW).explain(doings, attributes);
  }

  private static List<Doings.Count> clicks(int number, Duration ago) {
    return List.of(new Doings.Count("click.recorded", NOW.minus(ago), number));
  }

  private static ScoringRule onClick(int points, int halfLifeDays) {
    return new ScoringRule(
        UUID.randomUUID(),
        "Clicked",
        Optional.of("click.recorded"),
        Optional.empty(),
        Optional.empty(),
        points,
        halfLifeDays,
        1);
  }

  private static ScoringRule onAttribute(String attribute, String value, int points) {
    return new ScoringRule(
        UUID.randomUUID(),
        "Fits",
        Optional.empty(),
        Optional.of(attribute),
        Optional.of(value),
        points,
        0,
        1);
  }
}
