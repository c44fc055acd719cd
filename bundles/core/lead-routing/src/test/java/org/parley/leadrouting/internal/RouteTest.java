// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parley.api.leads.RoutingRule;
import org.parley.api.links.Origin;

class RouteTest {
  @Test
  void takesTheFirstRuleThatIsMet() {
    List<RoutingRule> rules =
        List.of(rule("Austria", Optional.of("AT"), 0), rule("Others", Optional.empty(), 0));

    assertThat(decide(rules, Map.of("country", "at"), 10)).contains("Austria");
    assertThat(decide(rules, Map.of("country", "FR"), 10)).contains("Others");
    assertThat(decide(rules, Map.of(), 10)).contains("Others");
  }

  @Test
  void decidesNothingWhenNoRuleIsMet() {
    assertThat(decide(List.of(rule("Ripe", Optional.empty(), 50)), Map.of(), 49)).isEmpty();
  }

  @Test
  void saysWhichConditionsWereMet() {
    var lead = new Route.Case("trial", 60, Origin.NONE, Map.of("country", "AT"));

    assertThat(Route.decide(List.of(rule("Austria", Optional.of("AT"), 50)), lead))
        .map(Route.Decision::reason)
        .contains("Rule 'Austria': country is 'AT', score 60 is at least 50");
  }

  @Test
  void saysSoWhenARuleTakesEveryLead() {
    RoutingRule everything =
        new RoutingRule(
            UUID.randomUUID(),
            "All",
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("ada"),
            Optional.empty(),
            1);
    var lead = new Route.Case("trial", -5, Origin.NONE, Map.of());

    assertThat(Route.decide(List.of(everything), lead))
        .map(Route.Decision::reason)
        .contains("Rule 'All': takes every lead");
  }

  @Test
  void takesOwnersInTurn() {
    RoutingRule rule = rule("All", Optional.empty(), 0);

    assertThat(List.of(0L, 1L, 2L, 3L))
        .extracting(turn -> Route.owner(rule, turn))
        .containsExactly("ada", "bob", "ada", "bob");
  }

  private static Optional<String> decide(
      List<RoutingRule> rules, Map<String, String> attributes, int score) {
    return Route.decide(rules, new Route.Case("trial", score, Origin.NONE, attributes))
        .map(decision -> decision.rule().name());
  }

  private static RoutingRule rule(String name, Optional<String> country, int minimumScore) {
    return new RoutingRule(
        UUID.randomUUID(),
        name,
        1,
        country,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(minimumScore),
        List.of("ada", "bob"),
        Optional.empty(),
        1);
  }
}
