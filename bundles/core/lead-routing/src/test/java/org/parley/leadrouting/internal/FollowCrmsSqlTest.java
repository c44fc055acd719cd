// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.leadrouting.internal.World.CAMPAIGN;
import static org.parley.leadrouting.internal.World.CRM;
import static org.parley.leadrouting.internal.World.NOW;
import static org.parley.leadrouting.internal.World.routing;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.Money;
import org.parley.api.crm.CrmChanged;
import org.parley.api.crm.CrmSynced;
import org.parley.api.interactions.Interaction;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadClosed;
import org.parley.api.links.Origin;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** What a CRM reports of the leads that it holds, and what is believed of it. */
@StoreTest(room = "leadrouting")
class FollowCrmsSqlTest {
  private final World world;

  FollowCrmsSqlTest(Store store) {
    this.world = new World(store);
  }

  @TestTemplate
  void closesTheLoopWhenTheCrmReportsItWon() {
    Lead lead = world.assigned();
    world.read(crm(), new CrmSynced(lead.id(), CRM, "4711", NOW));
    assertThat(world.queries.find(lead.id()).orElseThrow().stage()).isEqualTo(Lead.Stage.SYNCED);

    world.read(crm(), changed(lead, CrmChanged.Status.WON));
    world.read(crm(), changed(lead, CrmChanged.Status.WON));

    assertThat(world.bus.data(LeadClosed.class)).hasSize(1);
    LeadClosed closed = world.bus.data(LeadClosed.class).get(0);
    assertThat(closed.won()).isTrue();
    assertThat(closed.source().campaign()).contains(CAMPAIGN);
    assertThat(world.queries.story(lead.id()))
        .extracting("what")
        .contains("Won, worth 1200.00 EUR", "The CRM holds it as '4711'");
  }

  @TestTemplate
  void ignoresAReportOfALeadThatIsNotOurs() {
    world.read(crm(), new CrmSynced(UUID.randomUUID(), CRM, "1", NOW));

    assertThat(world.bus.records()).isEmpty();
  }

  @TestTemplate
  void hearsNoMoreFromACrmThatHeldALeadBefore() {
    Lead lead = world.assigned();
    world.desk.assign(lead.id(), "hugo", Optional.empty(), lead.version());

    world.read(crm(), changed(lead, CrmChanged.Status.LOST));
    world.read(crm(), new CrmSynced(lead.id(), CRM, "4711", NOW));

    Lead standing = world.queries.find(lead.id()).orElseThrow();
    assertThat(standing.stage()).isEqualTo(Lead.Stage.ASSIGNED);
    assertThat(standing.owner()).contains("hugo");
    assertThat(standing.remoteId()).isEmpty();
  }

  @TestTemplate
  void believesNoCrmThatComesFromTheFuture() {
    Lead lead = world.assigned();

    world.read(
        crm(),
        new CrmChanged(
            lead.id(),
            CRM,
            CrmChanged.Status.LOST,
            Optional.empty(),
            Optional.empty(),
            Instant.parse("2099-01-01T00:00:00Z")));

    assertThat(world.queries.find(lead.id()).orElseThrow().changedAt()).isEqualTo(NOW);
    assertThat(world.bus.data(LeadClosed.class)).extracting(LeadClosed::at).containsExactly(NOW);
  }

  @TestTemplate
  void cutsNamesFromOutsideThatAreTooLong() {
    String name = "x".repeat(199) + "\uD83D\uDE00";
    world.desk.addRoutingRule(routing("All", null, List.of("greta"), CRM));
    var asked =
        new Interaction(
            Ids.next(NOW), "form.confirmed", NOW, List.of(), Origin.NONE, Map.of("interest", name));
    world.read(world.find, new InteractionJoined(world.ada, true, asked));
    Lead lead = world.queries.ofProfile(world.ada).get(0);

    world.read(
        crm(),
        new CrmChanged(
            lead.id(), CRM, CrmChanged.Status.OPEN, Optional.of(name), Optional.empty(), NOW));

    assertThat(lead.interest()).isEqualTo("x".repeat(199));
    assertThat(world.queries.find(lead.id()).orElseThrow().owner()).contains("x".repeat(199));
  }

  private FollowCrms crm() {
    return new FollowCrms(world.bus);
  }

  private static CrmChanged changed(Lead lead, CrmChanged.Status status) {
    var amount = new Money(120_000, Currency.getInstance("EUR"));
    return new CrmChanged(lead.id(), CRM, status, Optional.of("greta"), Optional.of(amount), NOW);
  }
}
