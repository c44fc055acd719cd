// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.leadrouting.internal.World.NOW;
import static org.parley.leadrouting.internal.World.clicked;
import static org.parley.leadrouting.internal.World.joined;
import static org.parley.leadrouting.internal.World.scoring;
import static org.parley.leadrouting.internal.World.told;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.bus.RecordData;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadCreated;
import org.parley.api.leads.LeadScored;
import org.parley.api.leads.NewScoringRule;
import org.parley.api.links.Origin;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.profiles.ProfileIdentified;
import org.parley.api.profiles.ProfileMerged;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** What many people did, read in one batch. */
@StoreTest(room = "leadrouting")
class GatheredDoingsSqlTest {
  private final World world;

  GatheredDoingsSqlTest(Store store) {
    this.world = new World(store);
  }

  @TestTemplate
  void countsEachOnceAndScoresItsPersonOnce() {
    world.desk.addScoringRule(scoring("Clicks", "click.recorded", 20));
    UUID bob = world.people.add("bob@example.org", "DE");
    InteractionJoined first = clicked(world.ada, NOW);

    world.readTogether(
        world.find, first, clicked(bob, NOW), first, clicked(world.ada, NOW.plusSeconds(1)));
    world.readTogether(world.find, first, clicked(world.ada, NOW.plusSeconds(2)));

    assertThat(world.queries.ofProfile(world.ada)).extracting(Lead::score).containsExactly(60);
    assertThat(world.queries.ofProfile(bob)).isEmpty();
    assertThat(world.bus.data(LeadScored.class)).hasSize(1);
  }

  @TestTemplate
  void findsOutWhoAsksAmongThoseWhoDoNot() {
    UUID bob = world.people.add("bob@example.org", "DE");

    world.readTogether(
        world.find,
        clicked(world.ada, NOW),
        joined(bob, true, "form.confirmed", Origin.NONE),
        clicked(bob, NOW),
        clicked(UUID.randomUUID(), NOW));

    assertThat(world.queries.ofProfile(world.ada)).isEmpty();
    assertThat(world.queries.ofProfile(bob)).hasSize(1);
    assertThat(world.bus.data(LeadCreated.class)).hasSize(1);
  }

  /** The timelines are one already when the records before the merge are read. */
  @TestTemplate
  void makesNoSecondLeadOfSomebodyWhoseMergeIsStillToBeRead() {
    world.desk.addScoringRule(scoring("Clicks", "click.recorded", 20));
    UUID bob = ripe("bob@example.org");

    world.readTogether(
        world.find,
        clicked(bob, NOW.plusSeconds(3)),
        new ProfileMerged(world.ada, bob, Ids.next(NOW)),
        clicked(world.ada, NOW.plusSeconds(4)));

    assertThat(world.queries.ofProfile(world.ada)).extracting(Lead::score).containsExactly(100);
    assertThat(world.bus.data(LeadCreated.class)).hasSize(1);
  }

  @TestTemplate
  void makesNoSecondLeadAmidSeveralMerges() {
    world.desk.addScoringRule(scoring("Clicks", "click.recorded", 20));
    UUID carl = ripe("carl@example.org");
    UUID bob = world.people.add("bob@example.org", "DE");

    world.readTogether(
        world.find,
        new ProfileMerged(bob, carl, Ids.next(NOW)),
        clicked(bob, NOW.plusSeconds(3)),
        new ProfileMerged(world.ada, bob, Ids.next(NOW)));

    assertThat(world.queries.ofProfile(world.ada)).extracting(Lead::score).containsExactly(80);
    assertThat(world.bus.data(LeadCreated.class)).hasSize(1);
  }

  @TestTemplate
  void whatLedToALeadThatIsClosedCountsNoMoreAfterAMergeEither() {
    world.desk.addScoringRule(scoring("Clicks", "click.recorded", 20));
    UUID bob = ripe("bob@example.org");
    world.desk.close(world.queries.ofProfile(bob).get(0).id(), false, Optional.empty());

    world.readTogether(
        world.find,
        clicked(bob, NOW.plusSeconds(3)),
        new ProfileMerged(world.ada, bob, Ids.next(NOW)));

    assertThat(world.bus.data(LeadCreated.class)).hasSize(1);
  }

  /** Somebody with a lead, made by three clicks. */
  private UUID ripe(String email) {
    UUID who = world.people.add(email, "DE");
    world.readTogether(
        world.find,
        clicked(who, NOW),
        clicked(who, NOW.plusSeconds(1)),
        clicked(who, NOW.plusSeconds(2)));
    return who;
  }

  /** What concerns no lead costs two questions for a few people, and none of other rooms. */
  @TestTemplate
  void asksLittleForWhatConcernsNoLead() {
    world.desk.addScoringRule(scoring("Bought", "purchase.made", 20));
    UUID visitor = world.people.addAnonymous();
    int before = world.people.asked();
    List<RecordData> done = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      done.add(clicked(UUID.randomUUID(), NOW));
      done.add(joined(visitor, false, "purchase.made", Origin.NONE));
    }

    assertThat(world.questions(world.find, done)).isEqualTo(2);
    assertThat(world.people.asked()).isEqualTo(before);
    assertThat(world.questions(world.find, List.of(clicked(world.ada, NOW)))).isEqualTo(2);
    assertThat(world.people.asked()).isEqualTo(before);
  }

  @TestTemplate
  void weighsWhatAVisitorDidOnceItComesOutWhoThatIs() {
    world.desk.addScoringRule(scoring("Clicks", "click.recorded", 25));
    UUID visitor = world.people.addAnonymous();
    world.readTogether(
        world.find,
        joined(visitor, false, "click.recorded", Origin.NONE),
        joined(visitor, false, "click.recorded", Origin.NONE));
    assertThat(world.queries.ofProfile(visitor)).isEmpty();

    world.people.identify(visitor);
    world.readTogether(
        world.find,
        new ProfileIdentified(visitor, List.of()),
        joined(visitor, true, "form.submitted", Origin.NONE));

    assertThat(world.queries.ofProfile(visitor)).extracting(Lead::score).containsExactly(50);
  }

  @TestTemplate
  void weighsWhatPeopleTellWhereARuleLooksAtIt() {
    world.desk.addScoringRule(new NewScoringRule("Austria", null, "country", "AT", 60, 0));
    world.readTogether(world.find, clicked(world.ada, NOW), told(world.ada, "title", "Garden"));
    assertThat(world.queries.ofProfile(world.ada)).isEmpty();

    world.readTogether(world.find, told(world.ada, "profile.country", "AT"));

    assertThat(world.queries.ofProfile(world.ada)).extracting(Lead::score).containsExactly(60);
  }

  @TestTemplate
  void movesTheScoreOfAnOpenLeadByWhateverIsDone() {
    world.readTogether(world.find, joined(world.ada, true, "form.confirmed", Origin.NONE));
    world.readTogether(world.find, clicked(world.ada, NOW));
    world.desk.addScoringRule(scoring("Clicks", "click.recorded", 20));

    world.readTogether(world.find, told(world.ada, "title", "Garden"));

    assertThat(world.queries.ofProfile(world.ada)).extracting(Lead::score).containsExactly(20);
  }

  @TestTemplate
  void makesNoSecondLeadOfARequestThatIsHandedOverAgain() {
    InteractionJoined asked = joined(world.ada, true, "form.confirmed", Origin.NONE);
    world.readTogether(world.find, asked, asked);
    world.desk.close(world.queries.ofProfile(world.ada).get(0).id(), true, Optional.empty());

    world.readTogether(world.find, asked, clicked(world.ada, NOW));

    assertThat(world.queries.ofProfile(world.ada)).hasSize(1);
  }
}
