// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.leadrouting.internal.World.CRM;
import static org.parley.leadrouting.internal.World.joined;
import static org.parley.leadrouting.internal.World.routing;
import static org.parley.leadrouting.internal.World.scoring;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Conflict;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.leads.LeadAssigned;
import org.parley.api.leads.NewRoutingRule;
import org.parley.api.leads.NewScoringRule;
import org.parley.api.leads.RoutingRule;
import org.parley.api.leads.ScoringRule;
import org.parley.api.links.Origin;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** Rules as people add, change and remove them. */
@StoreTest(room = "leadrouting")
class RulesSqlTest {
  private final World world;

  RulesSqlTest(Store store) {
    this.world = new World(store);
  }

  @TestTemplate
  void changesARoutingRuleAsAWhole() {
    RoutingRule first = world.desk.addRoutingRule(routing("A", "AT", List.of("greta"), CRM));
    RoutingRule other = world.desk.addRoutingRule(routing("B", null, List.of("hugo"), null));
    var input =
        new NewRoutingRule(" C ", 7, null, "de", " ", "bluesky", 30, List.of("ida", "jan"), null);

    RoutingRule changed = world.desk.changeRoutingRule(first.id(), input, first.version());

    assertThat(changed)
        .isEqualTo(
            new RoutingRule(
                first.id(),
                "C",
                7,
                Optional.empty(),
                Optional.of("de"),
                Optional.empty(),
                Optional.of("bluesky"),
                Optional.of(30),
                List.of("ida", "jan"),
                Optional.empty(),
                2));
    assertThat(world.queries.findRoutingRule(first.id())).contains(changed);
    assertThat(world.queries.routingRules()).as("by place").containsExactly(other, changed);
  }

  @TestTemplate
  void changesAScoringRuleAsAWhole() {
    ScoringRule rule = world.desk.addScoringRule(scoring("Clicked", "click.recorded", 5));
    var input = new NewScoringRule("Austrian", null, "country", "AT", -3, 14);

    ScoringRule changed = world.desk.changeScoringRule(rule.id(), input, rule.version());

    assertThat(changed)
        .isEqualTo(
            new ScoringRule(
                rule.id(),
                "Austrian",
                Optional.empty(),
                Optional.of("country"),
                Optional.of("AT"),
                -3,
                14,
                2));
    assertThat(world.queries.scoringRules()).containsExactly(changed);
    assertThat(world.queries.findScoringRule(rule.id())).contains(changed);
  }

  @TestTemplate
  void changesRulesOnlyAsTheyWereSeen() {
    RoutingRule route = world.desk.addRoutingRule(routing("A", null, List.of("greta"), null));
    ScoringRule score = world.desk.addScoringRule(scoring("Clicked", "click.recorded", 5));
    NewRoutingRule owners = routing("A", null, List.of("hugo"), null);
    RoutingRule changed = world.desk.changeRoutingRule(route.id(), owners, 1);
    ScoringRule scored = world.desk.changeScoringRule(score.id(), scoring("C", "c", 6), 1);

    assertThatThrownBy(
            () ->
                world.desk.changeRoutingRule(
                    route.id(), routing("A", null, List.of("ida"), null), 1))
        .isInstanceOf(Conflict.class)
        .hasMessage("The routing rule '" + route.id() + "' has changed since it was read");
    assertThatThrownBy(
            () -> world.desk.changeScoringRule(score.id(), scoring("Clicked", "c", 7), 1))
        .isInstanceOf(Conflict.class);
    assertThat(world.queries.routingRules()).containsExactly(changed);
    assertThat(world.queries.scoringRules()).containsExactly(scored);
  }

  /** Neither does a turn that is taken make the rule another one. */
  @TestTemplate
  void goesOnWithTheTurnsOfAChangedRule() {
    RoutingRule rule = world.desk.addRoutingRule(routing("All", null, List.of("a", "b"), null));
    join("one@example.org");

    world.desk.changeRoutingRule(
        rule.id(), routing("All", null, List.of("c", "d", "e"), null), rule.version());
    join("two@example.org");

    assertThat(world.bus.data(LeadAssigned.class))
        .extracting(LeadAssigned::owner)
        .containsExactly("a", "d");
  }

  private void join(String email) {
    UUID person = world.people.add(email, "DE");
    world.read(world.find, joined(person, true, "form.confirmed", Origin.NONE));
  }

  @TestTemplate
  void refusesAChangeAsItRefusesANewRule() {
    RoutingRule route = world.desk.addRoutingRule(routing("A", null, List.of("greta"), null));
    ScoringRule score = world.desk.addScoringRule(scoring("Clicked", "click.recorded", 5));
    NewRoutingRule nowhere = routing("A", null, List.of("greta"), UUID.randomUUID());
    var both = new NewScoringRule("Both", "click.recorded", "country", null, 5, null);

    assertThatThrownBy(() -> world.desk.changeRoutingRule(route.id(), nowhere, 1))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("account");
    assertThatThrownBy(() -> world.desk.changeScoringRule(score.id(), both, 1))
        .isInstanceOfSatisfying(
            InvalidInput.class, refused -> assertThat(refused.violations()).hasSize(2));
    assertThat(world.queries.routingRules()).containsExactly(route);
    assertThat(world.queries.scoringRules()).containsExactly(score);
  }

  @TestTemplate
  void findsNoRuleThatIsGone() {
    RoutingRule route = world.desk.addRoutingRule(routing("A", null, List.of("greta"), null));
    ScoringRule score = world.desk.addScoringRule(scoring("Clicked", "click.recorded", 5));
    world.desk.removeRoutingRule(route.id());
    world.desk.removeScoringRule(score.id());

    assertThat(world.rows("leadrouting_rule_owner")).isZero();
    assertThat(world.queries.findRoutingRule(route.id())).isEmpty();
    assertThat(world.queries.findScoringRule(score.id())).isEmpty();
    NewRoutingRule input = routing("A", null, List.of("greta"), null);
    assertThatThrownBy(() -> world.desk.changeRoutingRule(route.id(), input, 1))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(
            () -> world.desk.changeScoringRule(score.id(), scoring("C", "click.recorded", 1), 1))
        .isInstanceOf(NotFound.class);
  }
}
