// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Conflict;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.Money;
import org.parley.api.PageRequest;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Accounts;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.RecordData;
import org.parley.api.crm.CrmChanged;
import org.parley.api.crm.CrmSynced;
import org.parley.api.interactions.Interaction;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadAssigned;
import org.parley.api.leads.LeadClosed;
import org.parley.api.leads.LeadCreated;
import org.parley.api.leads.LeadScored;
import org.parley.api.leads.Leads;
import org.parley.api.leads.NewRoutingRule;
import org.parley.api.leads.NewScoringRule;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileErased;
import org.parley.api.profiles.ProfileMerged;
import org.parley.api.profiles.ProfileSplit;
import org.parley.api.profiles.Profiles;
import org.parley.api.store.Store;
import org.parley.testkit.RecordingBus;
import org.parley.testkit.StoreTest;

@StoreTest(room = "leadrouting")
class LeadJourneySqlTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
  private static final UUID CRM = Ids.next(NOW);
  private static final UUID CAMPAIGN = Ids.next(NOW);

  private final RecordingBus bus = new RecordingBus();
  private final People people = new People();
  private final UUID ada = people.add("ada@example.org", "AT");

  private Store store;
  private FindLeads find;
  private LeadQueries queries;
  private SalesDesk desk;

  @BeforeEach
  void open(Store opened) {
    store = opened;
    find = FindLeads.withDefaults(bus, people, new OneCrm());
    queries = new LeadQueries(store);
    desk = new SalesDesk(store, bus, people, new OneCrm());
  }

  @TestTemplate
  void makesALeadOfWhoeverConfirmsAForm(Store ignored) {
    read(find, joined(ada, true, "form.confirmed", social("bluesky")));

    Lead lead = queries.ofProfile(ada).get(0);
    assertThat(lead.stage()).isEqualTo(Lead.Stage.NEW);
    assertThat(lead.source().network()).contains("bluesky");
    assertThat(bus.data(LeadCreated.class)).hasSize(1);
  }

  /** A form says by a blank interest that it is about none. */
  @TestTemplate
  void makesNoLeadOfWhoeverConfirmsAFormWithoutInterest(Store ignored) {
    read(find, confirmed(ada, ""));
    assertThat(queries.ofProfile(ada)).isEmpty();

    read(find, confirmed(ada, "garden plan"));
    assertThat(queries.ofProfile(ada)).extracting(Lead::interest).containsExactly("garden plan");
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
  void listsTheLeadsOfANetworkACampaignAndAStage(Store ignored) {
    read(find, joined(ada, true, "form.confirmed", social("bluesky")));
    Lead lead = queries.ofProfile(ada).get(0);

    assertThat(list(Optional.of(Lead.Stage.NEW), lead.source().campaign(), Optional.of("bluesky")))
        .containsExactly(lead);
    assertThat(list(Optional.empty(), Optional.empty(), Optional.of("mastodon"))).isEmpty();
    assertThat(list(Optional.empty(), Optional.of(UUID.randomUUID()), Optional.empty())).isEmpty();
    assertThat(list(Optional.of(Lead.Stage.WON), Optional.empty(), Optional.empty())).isEmpty();
  }

  private List<Lead> list(
      Optional<Lead.Stage> stage, Optional<UUID> campaign, Optional<String> network) {
    return queries.list(new Leads.Filter(stage, campaign, network), PageRequest.first(5)).items();
  }

  @TestTemplate
  void makesNoLeadOfAnAnonymousVisitorHoweverActive(Store ignored) {
    desk.addScoringRule(scoring("Clicked", "click.recorded", 100));
    UUID visitor = people.addAnonymous();

    read(find, joined(visitor, false, "click.recorded", social("bluesky")));

    assertThat(queries.ofProfile(visitor)).isEmpty();
  }

  @TestTemplate
  void makesALeadWhenTheScoreReachesItsThreshold(Store ignored) {
    desk.addScoringRule(scoring("Clicked", "click.recorded", 25));

    read(find, joined(ada, true, "click.recorded", social("bluesky")));
    assertThat(queries.ofProfile(ada)).isEmpty();
    read(find, joined(ada, true, "click.recorded", social("bluesky")));

    assertThat(queries.ofProfile(ada)).extracting(Lead::score).containsExactly(50);
  }

  @TestTemplate
  void countsAnInteractionOnce(Store ignored) {
    desk.addScoringRule(scoring("Clicked", "click.recorded", 25));
    InteractionJoined click = joined(ada, true, "click.recorded", Origin.NONE);

    read(find, click);
    read(find, click);

    assertThat(queries.ofProfile(ada)).isEmpty();
  }

  @TestTemplate
  void givesTheLeadToTheOwnerThatTheRulesSayWithItsStory(Store ignored) {
    desk.addRoutingRule(routing("Austria", "AT", List.of("greta@crm.example"), CRM));
    read(find, joined(ada, true, "click.recorded", social("bluesky")));

    read(find, joined(ada, true, "form.confirmed", Origin.NONE));

    LeadAssigned assigned = bus.data(LeadAssigned.class).get(0);
    assertThat(assigned.owner()).isEqualTo("greta@crm.example");
    assertThat(assigned.account()).contains(CRM);
    assertThat(assigned.connector()).contains("sandbox-crm");
    assertThat(assigned.reason()).contains("country is 'AT'");
    assertThat(assigned.source().network()).contains("bluesky");
    assertThat(assigned.story()).anyMatch(line -> line.contains("click recorded by bluesky"));
    assertThat(assigned.identifiers()).extracting(Identifier::value).contains("ada@example.org");
  }

  @TestTemplate
  void takesOwnersOfARuleInTurn(Store ignored) {
    desk.addRoutingRule(routing("All", null, List.of("greta", "hugo"), null));

    for (int i = 0; i < 3; i++) {
      UUID person = people.add("person" + i + "@example.org", "DE");
      read(find, joined(person, true, "form.confirmed", Origin.NONE));
    }

    assertThat(bus.data(LeadAssigned.class))
        .extracting(LeadAssigned::owner)
        .containsExactly("greta", "hugo", "greta");
  }

  @TestTemplate
  void closesTheLoopWhenTheCrmReportsItWon(Store ignored) {
    Lead lead = assigned();
    read(crm(), new CrmSynced(lead.id(), CRM, "4711", NOW));
    assertThat(queries.find(lead.id()).orElseThrow().stage()).isEqualTo(Lead.Stage.SYNCED);

    read(crm(), changed(lead, CrmChanged.Status.WON));
    read(crm(), changed(lead, CrmChanged.Status.WON));

    assertThat(bus.data(LeadClosed.class)).hasSize(1);
    LeadClosed closed = bus.data(LeadClosed.class).get(0);
    assertThat(closed.won()).isTrue();
    assertThat(closed.source().campaign()).contains(CAMPAIGN);
    assertThat(queries.story(lead.id()))
        .extracting("what")
        .contains("Won, worth 1200.00 EUR", "The CRM holds it as '4711'");
  }

  @TestTemplate
  void ignoresAReportOfALeadThatIsNotOurs(Store ignored) {
    read(crm(), new CrmSynced(UUID.randomUUID(), CRM, "1", NOW));

    assertThat(bus.records()).isEmpty();
  }

  @TestTemplate
  void movesLeadsAndDoingsWithAMergeAndBackWithItsUndoing(Store ignored) {
    UUID other = people.add("other@example.org", "DE");
    read(find, joined(other, true, "form.confirmed", Origin.NONE));

    read(find, new ProfileMerged(ada, other, Ids.next(NOW)));
    assertThat(queries.ofProfile(ada)).hasSize(1);

    read(find, new ProfileSplit(ada, other, Ids.next(NOW), List.of(other)));
    assertThat(queries.ofProfile(ada)).isEmpty();
    assertThat(queries.ofProfile(other)).hasSize(1);
  }

  @TestTemplate
  void givesBackAllThatHadGoneIntoAProfileThatIsSplitOff(Store ignored) {
    UUID bob = people.add("bob@example.org", "DE");
    UUID cyd = people.add("cyd@example.org", "DE");
    read(find, joined(cyd, true, "form.confirmed", Origin.NONE));
    read(find, new ProfileMerged(bob, cyd, Ids.next(NOW)));
    UUID merge = Ids.next(NOW);
    read(find, new ProfileMerged(ada, bob, merge));

    read(find, new ProfileSplit(ada, bob, merge, List.of(bob, cyd)));

    assertThat(queries.ofProfile(ada)).isEmpty();
    assertThat(queries.ofProfile(bob)).hasSize(1);
  }

  @TestTemplate
  void notesForTheLivingProfileWhatAMergeHasOvertaken(Store ignored) {
    UUID bob = people.add("bob@example.org", "DE");
    people.merge(ada, bob);
    read(find, new ProfileMerged(ada, bob, Ids.next(NOW)));

    read(find, joined(bob, true, "form.confirmed", Origin.NONE));
    assertThat(queries.ofProfile(ada)).hasSize(1);

    read(find, new ProfileSplit(ada, bob, Ids.next(NOW), List.of(bob)));
    assertThat(queries.ofProfile(bob)).hasSize(1);
  }

  @TestTemplate
  void explainsTheScoreOfAnOpenLeadAsItChanges(Store ignored) {
    desk.addScoringRule(scoring("Clicked", "click.recorded", 5));
    read(find, joined(ada, true, "form.confirmed", Origin.NONE));
    read(find, joined(ada, true, "click.recorded", Origin.NONE));

    Lead lead = queries.ofProfile(ada).get(0);
    assertThat(queries.explain(lead.id())).containsExactly(new LeadScored.Points(5, "Clicked"));
    assertThat(lead.score()).isEqualTo(5);
    assertThat(bus.data(LeadScored.class)).extracting(LeadScored::score).containsExactly(0, 5);
  }

  @TestTemplate
  void opensNoLeadAgainForWhatWasDoneBeforeItClosed(Store ignored) {
    desk.addScoringRule(scoring("Clicked", "click.recorded", 25));
    read(find, joined(ada, true, "click.recorded", Origin.NONE));
    read(find, joined(ada, true, "click.recorded", Origin.NONE));
    desk.close(queries.ofProfile(ada).get(0).id(), false, Optional.empty());

    read(find, clicked(ada, Instant.now().plusSeconds(60)));
    assertThat(queries.ofProfile(ada)).hasSize(1);

    read(find, clicked(ada, Instant.now().plusSeconds(120)));
    assertThat(queries.ofProfile(ada)).hasSize(2);
  }

  @TestTemplate
  void opensALeadAgainForWhoeverAsks(Store ignored) {
    Lead lead = assigned();
    desk.close(lead.id(), false, Optional.empty());

    read(find, joined(ada, true, "contact.requested", Origin.NONE));

    assertThat(queries.ofProfile(ada)).hasSize(2);
  }

  @TestTemplate
  void scoresAnewWhenProfilesMergeAndSplit(Store ignored) {
    desk.addScoringRule(scoring("Clicked", "click.recorded", 5));
    read(find, joined(ada, true, "form.confirmed", Origin.NONE));
    UUID bob = people.add("bob@example.org", "DE");
    read(find, joined(bob, true, "click.recorded", Origin.NONE));

    read(find, new ProfileMerged(ada, bob, Ids.next(NOW)));
    Lead lead = queries.ofProfile(ada).get(0);
    assertThat(lead.score()).isEqualTo(5);
    assertThat(queries.explain(lead.id())).containsExactly(new LeadScored.Points(5, "Clicked"));

    read(find, new ProfileSplit(ada, bob, Ids.next(NOW), List.of(bob)));
    assertThat(queries.find(lead.id()).orElseThrow().score()).isZero();
    assertThat(queries.explain(lead.id())).isEmpty();
  }

  @TestTemplate
  void makesALeadWhenAMergeReachesTheThreshold(Store ignored) {
    desk.addScoringRule(scoring("Clicked", "click.recorded", 25));
    UUID bob = people.add("bob@example.org", "DE");
    read(find, joined(ada, true, "click.recorded", Origin.NONE));
    read(find, joined(bob, true, "click.recorded", Origin.NONE));

    read(find, new ProfileMerged(ada, bob, Ids.next(NOW)));

    assertThat(queries.ofProfile(ada)).extracting(Lead::score).containsExactly(50);
  }

  @TestTemplate
  void tellsNoMoreThanTheLatestOfABusyPast(Store ignored) {
    desk.addRoutingRule(routing("All", null, List.of("greta"), CRM));
    for (int i = 0; i < 250; i++) {
      read(find, joined(ada, true, "page.viewed", Origin.NONE));
    }

    read(find, joined(ada, true, "form.confirmed", Origin.NONE));

    assertThat(bus.data(LeadAssigned.class).get(0).story())
        .hasSize(202)
        .anyMatch(line -> line.endsWith("form confirmed"));
  }

  @TestTemplate
  void forgetsWhoeverIsErased(Store ignored) {
    Lead lead = assigned();
    UUID bob = people.add("bob@example.org", "DE");
    read(find, joined(bob, true, "form.confirmed", Origin.NONE));
    read(find, new ProfileMerged(ada, bob, Ids.next(NOW)));
    people.erase(ada);
    people.erase(bob);

    read(find, new ProfileErased(ada, List.of(bob)));
    read(find, joined(ada, true, "form.confirmed", Origin.NONE));

    assertThat(queries.find(lead.id())).isEmpty();
    assertThat(queries.leads(Optional.empty(), PageRequest.first(10)).items()).isEmpty();
    assertThat(rows("leadrouting_activity") + rows("leadrouting_event")).isZero();
  }

  @TestTemplate
  void hearsNoMoreFromACrmThatHeldALeadBefore(Store ignored) {
    Lead lead = assigned();
    desk.assign(lead.id(), "hugo", Optional.empty());

    read(crm(), changed(lead, CrmChanged.Status.LOST));
    read(crm(), new CrmSynced(lead.id(), CRM, "4711", NOW));

    Lead standing = queries.find(lead.id()).orElseThrow();
    assertThat(standing.stage()).isEqualTo(Lead.Stage.ASSIGNED);
    assertThat(standing.owner()).contains("hugo");
    assertThat(standing.remoteId()).isEmpty();
  }

  @TestTemplate
  void believesNoCrmThatComesFromTheFuture(Store ignored) {
    Lead lead = assigned();

    read(
        crm(),
        new CrmChanged(
            lead.id(),
            CRM,
            CrmChanged.Status.LOST,
            Optional.empty(),
            Optional.empty(),
            Instant.parse("2099-01-01T00:00:00Z")));

    assertThat(queries.find(lead.id()).orElseThrow().changedAt()).isEqualTo(NOW);
    assertThat(bus.data(LeadClosed.class)).extracting(LeadClosed::at).containsExactly(NOW);
  }

  @TestTemplate
  void cutsNamesFromOutsideThatAreTooLong(Store ignored) {
    String name = "x".repeat(199) + "\uD83D\uDE00";
    desk.addRoutingRule(routing("All", null, List.of("greta"), CRM));
    var asked =
        new Interaction(
            Ids.next(NOW), "form.confirmed", NOW, List.of(), Origin.NONE, Map.of("interest", name));
    read(find, new InteractionJoined(ada, true, asked));
    Lead lead = queries.ofProfile(ada).get(0);

    read(
        crm(),
        new CrmChanged(
            lead.id(), CRM, CrmChanged.Status.OPEN, Optional.of(name), Optional.empty(), NOW));

    assertThat(lead.interest()).isEqualTo("x".repeat(199));
    assertThat(queries.find(lead.id()).orElseThrow().owner()).contains("x".repeat(199));
  }

  @TestTemplate
  void saysSoWhenNoRuleTakesALead(Store ignored) {
    read(find, joined(ada, true, "form.confirmed", Origin.NONE));

    assertThat(queries.story(queries.ofProfile(ada).get(0).id()))
        .extracting("what")
        .contains("No routing rule takes it; it waits for a person to assign it");
  }

  @TestTemplate
  void saysWhoseTurnItWas(Store ignored) {
    desk.addRoutingRule(routing("All", null, List.of("greta", "hugo"), null));

    read(find, joined(ada, true, "form.confirmed", Origin.NONE));

    assertThat(bus.data(LeadAssigned.class).get(0).reason()).endsWith("; turn 1 of 2");
  }

  @TestTemplate
  void closesALeadThatWasPaidInGold(Store ignored) {
    Lead lead = assigned();

    desk.close(lead.id(), true, Optional.of(new Money(3, Currency.getInstance("XAU"))));

    assertThat(queries.story(lead.id())).extracting("what").contains("Won, worth 3 XAU");
  }

  @TestTemplate
  void refusesToTouchAClosedLead(Store ignored) {
    Lead lead = assigned();
    desk.close(lead.id(), false, Optional.empty());

    assertThatThrownBy(() -> desk.accept(lead.id())).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> desk.assign(lead.id(), "hugo", Optional.empty()))
        .isInstanceOf(Conflict.class);
  }

  @TestTemplate
  void refusesAScoringRuleThatIsNeitherOneNorTheOther(Store ignored) {
    assertThatThrownBy(
            () ->
                desk.addScoringRule(
                    new NewScoringRule("Both", "click.recorded", "country", null, 5, null)))
        .isInstanceOfSatisfying(
            InvalidInput.class, refused -> assertThat(refused.violations()).hasSize(2));
  }

  private Lead assigned() {
    desk.addRoutingRule(routing("All", null, List.of("greta"), CRM));
    read(find, joined(ada, true, "form.confirmed", social("bluesky")));
    return queries.ofProfile(ada).get(0);
  }

  private FollowCrms crm() {
    return new FollowCrms(bus);
  }

  private static CrmChanged changed(Lead lead, CrmChanged.Status status) {
    var amount = new Money(120_000, Currency.getInstance("EUR"));
    return new CrmChanged(lead.id(), CRM, status, Optional.of("greta"), Optional.of(amount), NOW);
  }

  private static InteractionJoined joined(
      UUID profile, boolean identified, String type, Origin origin) {
    var interaction = new Interaction(Ids.next(NOW), type, NOW, List.of(), origin, Map.of());
    return new InteractionJoined(profile, identified, interaction);
  }

  private static InteractionJoined clicked(UUID profile, Instant at) {
    var click =
        new Interaction(Ids.next(at), "click.recorded", at, List.of(), Origin.NONE, Map.of());
    return new InteractionJoined(profile, true, click);
  }

  private long rows(String table) {
    return store.read(
        tx ->
            tx.sql("SELECT COUNT(*) AS amount FROM " + table)
                .first(row -> row.number("amount"))
                .orElseThrow());
  }

  private static Origin social(String network) {
    return new Origin(
        Optional.of(CAMPAIGN),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(network),
        Optional.empty(),
        Optional.empty());
  }

  private static NewScoringRule scoring(String name, String interaction, int points) {
    return new NewScoringRule(name, interaction, null, null, points, 0);
  }

  private static NewRoutingRule routing(
      String name,
      @org.jspecify.annotations.Nullable String country,
      List<String> owners,
      @org.jspecify.annotations.Nullable UUID account) {
    return new NewRoutingRule(name, 1, country, null, null, null, null, owners, account);
  }

  private void read(GroupReader reader, RecordData data) {
    BusRecord record = BusRecord.of("/test", "subject", NOW, data);
    store.inTransaction(
        tx -> {
          reader.read(tx, record);
          return record;
        });
  }

  private static final class OneCrm implements Accounts {
    @Override
    public Optional<Account> find(UUID id) {
      return id.equals(CRM) ? Optional.of(crm()) : Optional.empty();
    }

    @Override
    public List<Account> all() {
      return List.of(crm());
    }

    private static Account crm() {
      return new Account(
          CRM, "sandbox-crm", "CRM", Account.Status.ONLINE, Optional.empty(), "Ready");
    }
  }

  private static final class People implements Profiles {
    private final Map<UUID, Profile> people = new HashMap<>();

    UUID add(String email, String country) {
      UUID id = Ids.next(NOW);
      people.put(
          id,
          new Profile(
              id,
              Profile.State.IDENTIFIED,
              List.of(new Identifier(Identifier.Kind.EMAIL, email, Optional.empty(), true)),
              Map.of("country", country),
              List.of(),
              NOW,
              NOW));
      return id;
    }

    UUID addAnonymous() {
      UUID id = Ids.next(NOW);
      people.put(
          id, new Profile(id, Profile.State.ANONYMOUS, List.of(), Map.of(), List.of(), NOW, NOW));
      return id;
    }

    void merge(UUID survivor, UUID other) {
      people.put(other, people.get(survivor));
    }

    void erase(UUID id) {
      people.remove(id);
    }

    @Override
    public Optional<Profile> find(UUID id) {
      return Optional.ofNullable(people.get(id));
    }

    @Override
    public Optional<Profile> findByIdentifier(Identifier identifier) {
      return Optional.empty();
    }

    @Override
    public List<Profile> findConsenting(String purpose, Optional<UUID> after, int limit) {
      return List.of();
    }

    @Override
    public boolean consents(UUID profile, String purpose) {
      return true;
    }
  }
}
