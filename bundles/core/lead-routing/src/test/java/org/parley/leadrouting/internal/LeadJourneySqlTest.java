// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.leadrouting.internal.World.CRM;
import static org.parley.leadrouting.internal.World.NOW;
import static org.parley.leadrouting.internal.World.clicked;
import static org.parley.leadrouting.internal.World.joined;
import static org.parley.leadrouting.internal.World.routing;
import static org.parley.leadrouting.internal.World.scoring;
import static org.parley.leadrouting.internal.World.social;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Conflict;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.Money;
import org.parley.api.PageRequest;
import org.parley.api.interactions.Interaction;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadAssigned;
import org.parley.api.leads.LeadCreated;
import org.parley.api.leads.LeadScored;
import org.parley.api.leads.Leads;
import org.parley.api.leads.NewScoringRule;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** Leads on the way from what people do to an owner and to their close. */
@StoreTest(room = "leadrouting")
class LeadJourneySqlTest {
  private final World world;

  LeadJourneySqlTest(Store store) {
    this.world = new World(store);
  }

  @TestTemplate
  void makesALeadOfWhoeverConfirmsAForm() {
    world.read(world.find, joined(world.ada, true, "form.confirmed", social("bluesky")));

    Lead lead = world.queries.ofProfile(world.ada).get(0);
    assertThat(lead.stage()).isEqualTo(Lead.Stage.NEW);
    assertThat(lead.source().network()).contains("bluesky");
    assertThat(world.bus.data(LeadCreated.class)).hasSize(1);
  }

  /** A form says by a blank interest that it is about none. */
  @TestTemplate
  void makesNoLeadOfWhoeverConfirmsAFormWithoutInterest() {
    world.read(world.find, confirmed(world.ada, ""));
    assertThat(world.queries.ofProfile(world.ada)).isEmpty();

    world.read(world.find, confirmed(world.ada, "garden plan"));
    assertThat(world.queries.ofProfile(world.ada))
        .extracting(Lead::interest)
        .containsExactly("garden plan");
  }

  private static InteractionJoined confirmed(UUID profile, String interest) {
    var interaction =
        new Interaction(
            Ids.next(NOW),
            "form.confirmed",
            NOW,
            List.of(),
            Origin.NONE,
            Map.of("interest", interest));
    return new InteractionJoined(profile, true, interaction);
  }

  @TestTemplate
  void listsTheLeadsOfANetworkACampaignAndAStage() {
    world.read(world.find, joined(world.ada, true, "form.confirmed", social("bluesky")));
    Lead lead = world.queries.ofProfile(world.ada).get(0);

    assertThat(list(Optional.of(Lead.Stage.NEW), lead.source().campaign(), Optional.of("bluesky")))
        .containsExactly(lead);
    assertThat(list(Optional.empty(), Optional.empty(), Optional.of("mastodon"))).isEmpty();
    assertThat(list(Optional.empty(), Optional.empty(), Optional.of("direct"))).isEmpty();
    assertThat(list(Optional.empty(), Optional.of(UUID.randomUUID()), Optional.empty())).isEmpty();
    assertThat(list(Optional.of(Lead.Stage.WON), Optional.empty(), Optional.empty())).isEmpty();
  }

  @TestTemplate
  void listsTheLeadsSinceADay() {
    world.read(world.find, joined(world.ada, true, "form.confirmed", social("bluesky")));
    UUID id = world.queries.ofProfile(world.ada).get(0).id();
    Lead lead = world.desk.close(id, true, Optional.empty());
    LocalDate created = LocalDate.ofInstant(lead.createdAt(), ZoneOffset.UTC);
    LocalDate changed = LocalDate.ofInstant(lead.changedAt(), ZoneOffset.UTC);

    assertThat(since(Optional.of(created), Optional.empty())).containsExactly(lead);
    assertThat(since(Optional.of(created.plusDays(1)), Optional.empty())).isEmpty();
    assertThat(since(Optional.empty(), Optional.of(changed))).containsExactly(lead);
    assertThat(since(Optional.empty(), Optional.of(changed.plusDays(1)))).isEmpty();
    assertThat(since(Optional.of(created), Optional.of(changed))).containsExactly(lead);
  }

  private List<Lead> since(Optional<LocalDate> created, Optional<LocalDate> changed) {
    var filter =
        new Leads.Filter(
            Optional.of(Lead.Stage.WON), Optional.empty(), Optional.empty(), created, changed);
    return world.queries.list(filter, PageRequest.first(5)).items();
  }

  private List<Lead> list(
      Optional<Lead.Stage> stage, Optional<UUID> campaign, Optional<String> network) {
    var filter = new Leads.Filter(stage, campaign, network);
    return world.queries.list(filter, PageRequest.first(5)).items();
  }

  @TestTemplate
  void makesNoLeadOfAnAnonymousVisitorHoweverActive() {
    world.desk.addScoringRule(scoring("Clicked", "click.recorded", 100));
    UUID visitor = world.people.addAnonymous();

    world.read(world.find, joined(visitor, false, "click.recorded", social("bluesky")));

    assertThat(world.queries.ofProfile(visitor)).isEmpty();
  }

  @TestTemplate
  void makesALeadWhenTheScoreReachesItsThreshold() {
    world.desk.addScoringRule(scoring("Clicked", "click.recorded", 25));

    world.read(world.find, joined(world.ada, true, "click.recorded", social("bluesky")));
    assertThat(world.queries.ofProfile(world.ada)).isEmpty();
    world.read(world.find, joined(world.ada, true, "click.recorded", social("bluesky")));

    assertThat(world.queries.ofProfile(world.ada)).extracting(Lead::score).containsExactly(50);
  }

  @TestTemplate
  void countsAnInteractionOnce() {
    world.desk.addScoringRule(scoring("Clicked", "click.recorded", 25));
    InteractionJoined click = joined(world.ada, true, "click.recorded", Origin.NONE);

    world.read(world.find, click);
    world.read(world.find, click);

    assertThat(world.queries.ofProfile(world.ada)).isEmpty();
  }

  @TestTemplate
  void givesTheLeadToTheOwnerThatTheRulesSayWithItsStory() {
    world.desk.addRoutingRule(routing("Austria", "AT", List.of("greta@crm.example"), CRM));
    world.read(world.find, joined(world.ada, true, "click.recorded", social("bluesky")));

    world.read(world.find, joined(world.ada, true, "form.confirmed", Origin.NONE));

    LeadAssigned assigned = world.bus.data(LeadAssigned.class).get(0);
    assertThat(assigned.owner()).isEqualTo("greta@crm.example");
    assertThat(assigned.account()).contains(CRM);
    assertThat(assigned.connector()).contains("sandbox-crm");
    assertThat(assigned.reason()).contains("country is 'AT'");
    assertThat(assigned.source().network()).contains("bluesky");
    assertThat(assigned.story()).anyMatch(line -> line.contains("click recorded by bluesky"));
    assertThat(assigned.identifiers()).extracting(Identifier::value).contains("ada@example.org");
  }

  @TestTemplate
  void takesOwnersOfARuleInTurn() {
    world.desk.addRoutingRule(routing("All", null, List.of("greta", "hugo"), null));

    for (int i = 0; i < 3; i++) {
      UUID person = world.people.add("person" + i + "@example.org", "DE");
      world.read(world.find, joined(person, true, "form.confirmed", Origin.NONE));
    }

    assertThat(world.bus.data(LeadAssigned.class))
        .extracting(LeadAssigned::owner)
        .containsExactly("greta", "hugo", "greta");
  }

  @TestTemplate
  void explainsTheScoreOfAnOpenLeadAsItChanges() {
    world.desk.addScoringRule(scoring("Clicked", "click.recorded", 5));
    world.read(world.find, joined(world.ada, true, "form.confirmed", Origin.NONE));
    world.read(world.find, joined(world.ada, true, "click.recorded", Origin.NONE));

    Lead lead = world.queries.ofProfile(world.ada).get(0);
    assertThat(world.queries.explain(lead.id()))
        .containsExactly(new LeadScored.Points(5, "Clicked"));
    assertThat(lead.score()).isEqualTo(5);
    assertThat(world.bus.data(LeadScored.class))
        .extracting(LeadScored::score)
        .containsExactly(0, 5);
  }

  @TestTemplate
  void opensNoLeadAgainForWhatWasDoneBeforeItClosed() {
    world.desk.addScoringRule(scoring("Clicked", "click.recorded", 25));
    world.read(world.find, joined(world.ada, true, "click.recorded", Origin.NONE));
    world.read(world.find, joined(world.ada, true, "click.recorded", Origin.NONE));
    world.desk.close(world.queries.ofProfile(world.ada).get(0).id(), false, Optional.empty());

    world.read(world.find, clicked(world.ada, Instant.now().plusSeconds(60)));
    assertThat(world.queries.ofProfile(world.ada)).hasSize(1);

    world.read(world.find, clicked(world.ada, Instant.now().plusSeconds(120)));
    assertThat(world.queries.ofProfile(world.ada)).hasSize(2);
  }

  @TestTemplate
  void opensALeadAgainForWhoeverAsks() {
    Lead lead = world.assigned();
    world.desk.close(lead.id(), false, Optional.empty());

    world.read(world.find, joined(world.ada, true, "contact.requested", Origin.NONE));

    assertThat(world.queries.ofProfile(world.ada)).hasSize(2);
  }

  @TestTemplate
  void tellsNoMoreThanTheLatestOfABusyPast() {
    world.desk.addRoutingRule(routing("All", null, List.of("greta"), CRM));
    for (int i = 0; i < 250; i++) {
      world.read(world.find, joined(world.ada, true, "page.viewed", Origin.NONE));
    }

    world.read(world.find, joined(world.ada, true, "form.confirmed", Origin.NONE));

    assertThat(world.bus.data(LeadAssigned.class).get(0).story())
        .hasSize(202)
        .anyMatch(line -> line.endsWith("form confirmed"));
  }

  @TestTemplate
  void saysSoWhenNoRuleTakesALead() {
    world.read(world.find, joined(world.ada, true, "form.confirmed", Origin.NONE));

    assertThat(world.queries.story(world.queries.ofProfile(world.ada).get(0).id()))
        .extracting("what")
        .contains("No routing rule takes it; it waits for a person to assign it");
  }

  @TestTemplate
  void saysWhoseTurnItWas() {
    world.desk.addRoutingRule(routing("All", null, List.of("greta", "hugo"), null));

    world.read(world.find, joined(world.ada, true, "form.confirmed", Origin.NONE));

    assertThat(world.bus.data(LeadAssigned.class).get(0).reason()).endsWith("; turn 1 of 2");
  }

  @TestTemplate
  void closesALeadThatWasPaidInGold() {
    Lead lead = world.assigned();

    world.desk.close(lead.id(), true, Optional.of(new Money(3, Currency.getInstance("XAU"))));

    assertThat(world.queries.story(lead.id())).extracting("what").contains("Won, worth 3 XAU");
  }

  @TestTemplate
  void refusesToTouchAClosedLead() {
    Lead lead = world.assigned();
    world.desk.close(lead.id(), false, Optional.empty());

    long version = world.queries.find(lead.id()).orElseThrow().version();
    assertThatThrownBy(() -> world.desk.accept(lead.id())).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> world.desk.assign(lead.id(), "hugo", Optional.empty(), version))
        .isInstanceOf(Conflict.class);
  }

  @TestTemplate
  void givesALeadOverOnlyAsItWasSeen() {
    Lead seen = world.assigned();
    world.desk.addScoringRule(scoring("Clicked", "click.recorded", 5));
    world.read(world.find, joined(world.ada, true, "click.recorded", Origin.NONE));
    Lead given = world.desk.assign(seen.id(), "hugo", Optional.empty(), seen.version());

    assertThat(given.score()).as("moves by itself").isEqualTo(5);
    assertThat(given.owner()).contains("hugo");
    assertThatThrownBy(() -> world.desk.assign(seen.id(), "inge", Optional.empty(), seen.version()))
        .isInstanceOf(Conflict.class)
        .hasMessage("Lead '" + seen.id() + "' has changed since it was read");
    assertThat(world.queries.find(seen.id())).contains(given);
  }

  @TestTemplate
  void refusesAScoringRuleThatIsNeitherOneNorTheOther() {
    assertThatThrownBy(
            () ->
                world.desk.addScoringRule(
                    new NewScoringRule("Both", "click.recorded", "country", null, 5, null)))
        .isInstanceOfSatisfying(
            InvalidInput.class, refused -> assertThat(refused.violations()).hasSize(2));
  }
}
