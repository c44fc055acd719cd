// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.parley.api.leads.LeadScored.Points;
import org.parley.api.leads.ScoringRule;
import org.parley.api.profiles.Doings;

/** What a person's doings and attributes are worth under a set of rules, point by point. */
final class Score {
  private static final double DAY = Duration.ofDays(1).toMillis();

  private final List<ScoringRule> rules;
  private final Instant now;

  Score(List<ScoringRule> rules, Instant now) {
    this.rules = List.copyOf(rules);
    this.now = now;
  }

  /**
   * The rules that gave points, each with the sum of what it gave; rules that gave none are left
   * out.
   */
  List<Points> explain(List<Doings.Count> doings, Map<String, String> attributes) {
    List<Points> points = new ArrayList<>();
    for (ScoringRule rule : rules) {
      int given = rule.interaction().isPresent() ? behaviour(rule, doings) : fit(rule, attributes);
      if (given != 0) {
        points.add(new Points(given, rule.name()));
      }
    }
    return points;
  }

  static int sum(List<Points> points) {
    return points.stream().mapToInt(Points::points).sum();
  }

  private int behaviour(ScoringRule rule, List<Doings.Count> doings) {
    double sum =
        doings.stream()
            .filter(done -> rule.interaction().filter(done.type()::equals).isPresent())
            .mapToDouble(done -> rule.points() * done.times() * decay(rule, done.at()))
            .sum();
    return (int) Math.round(sum);
  }

  private double decay(ScoringRule rule, Instant at) {
    if (rule.halfLifeDays() == 0 || at.isAfter(now)) {
      return 1;
    }
    double days = Duration.between(at, now).toMillis() / DAY;
    return Math.pow(0.5, days / rule.halfLifeDays());
  }

  private static int fit(ScoringRule rule, Map<String, String> attributes) {
    String actual = rule.attribute().map(attributes::get).orElse(null);
    boolean fits =
        actual != null && rule.value().filter(actual.strip()::equalsIgnoreCase).isPresent();
    return fits ? rule.points() : 0;
  }
}
