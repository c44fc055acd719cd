// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.leadrouting.internal.World.NOW;
import static org.parley.leadrouting.internal.World.joined;
import static org.parley.leadrouting.internal.World.scoring;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.PageRequest;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadScored;
import org.parley.api.links.Origin;
import org.parley.api.profiles.ProfileErased;
import org.parley.api.profiles.ProfileMerged;
import org.parley.api.profiles.ProfileSplit;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** Leads of people who turn out to be one, or two, or who are erased. */
@StoreTest(room = "leadrouting")
class MergedLeadsSqlTest {
  private final World world;

  MergedLeadsSqlTest(Store store) {
    this.world = new World(store);
  }

  @TestTemplate
  void movesLeadsAndDoingsWithAMergeAndBackWithItsUndoing() {
    UUID other = world.people.add("other@example.org", "DE");
    world.read(world.find, joined(other, true, "form.confirmed", Origin.NONE));

    world.read(world.find, new ProfileMerged(world.ada, other, Ids.next(NOW)));
    assertThat(world.queries.ofProfile(world.ada)).hasSize(1);

    world.read(world.find, new ProfileSplit(world.ada, other, Ids.next(NOW), List.of(other)));
    assertThat(world.queries.ofProfile(world.ada)).isEmpty();
    assertThat(world.queries.ofProfile(other)).hasSize(1);
  }

  @TestTemplate
  void givesBackAllThatHadGoneIntoAProfileThatIsSplitOff() {
    UUID bob = world.people.add("bob@example.org", "DE");
    UUID cyd = world.people.add("cyd@example.org", "DE");
    world.read(world.find, joined(cyd, true, "form.confirmed", Origin.NONE));
    world.read(world.find, new ProfileMerged(bob, cyd, Ids.next(NOW)));
    UUID merge = Ids.next(NOW);
    world.read(world.find, new ProfileMerged(world.ada, bob, merge));

    world.read(world.find, new ProfileSplit(world.ada, bob, merge, List.of(bob, cyd)));

    assertThat(world.queries.ofProfile(world.ada)).isEmpty();
    assertThat(world.queries.ofProfile(bob)).hasSize(1);
  }

  @TestTemplate
  void notesForTheLivingProfileWhatAMergeHasOvertaken() {
    UUID bob = world.people.add("bob@example.org", "DE");
    world.read(world.find, new ProfileMerged(world.ada, bob, Ids.next(NOW)));

    world.read(world.find, joined(bob, true, "form.confirmed", Origin.NONE));
    assertThat(world.queries.ofProfile(world.ada)).hasSize(1);

    world.read(world.find, new ProfileSplit(world.ada, bob, Ids.next(NOW), List.of(bob)));
    assertThat(world.queries.ofProfile(bob)).hasSize(1);
  }

  @TestTemplate
  void scoresAnewWhenProfilesMergeAndSplit() {
    world.desk.addScoringRule(scoring("Clicked", "click.recorded", 5));
    world.read(world.find, joined(world.ada, true, "form.confirmed", Origin.NONE));
    UUID bob = world.people.add("bob@example.org", "DE");
    world.read(world.find, joined(bob, true, "click.recorded", Origin.NONE));

    world.read(world.find, new ProfileMerged(world.ada, bob, Ids.next(NOW)));
    Lead lead = world.queries.ofProfile(world.ada).get(0);
    assertThat(lead.score()).isEqualTo(5);
    assertThat(world.queries.explain(lead.id()))
        .containsExactly(new LeadScored.Points(5, "Clicked"));

    world.read(world.find, new ProfileSplit(world.ada, bob, Ids.next(NOW), List.of(bob)));
    assertThat(world.queries.find(lead.id()).orElseThrow().score()).isZero();
    assertThat(world.queries.explain(lead.id())).isEmpty();
  }

  @TestTemplate
  void makesALeadWhenAMergeReachesTheThreshold() {
    world.desk.addScoringRule(scoring("Clicked", "click.recorded", 25));
    UUID bob = world.people.add("bob@example.org", "DE");
    world.read(world.find, joined(world.ada, true, "click.recorded", Origin.NONE));
    world.read(world.find, joined(bob, true, "click.recorded", Origin.NONE));

    world.read(world.find, new ProfileMerged(world.ada, bob, Ids.next(NOW)));

    assertThat(world.queries.ofProfile(world.ada)).extracting(Lead::score).containsExactly(50);
  }

  @TestTemplate
  void forgetsWhoeverIsErased() {
    Lead lead = world.assigned();
    UUID bob = world.people.add("bob@example.org", "DE");
    world.read(world.find, joined(bob, true, "form.confirmed", Origin.NONE));
    world.read(world.find, new ProfileMerged(world.ada, bob, Ids.next(NOW)));
    world.people.erase(world.ada);
    world.people.erase(bob);

    world.read(world.find, new ProfileErased(world.ada, List.of(bob)));
    world.read(world.find, joined(world.ada, true, "form.confirmed", Origin.NONE));

    assertThat(world.queries.find(lead.id())).isEmpty();
    assertThat(world.bus.erased()).contains(lead.id().toString());
    assertThat(world.queries.leads(Optional.empty(), PageRequest.first(10)).items()).isEmpty();
    assertThat(world.rows("leadrouting_request") + world.rows("leadrouting_event")).isZero();
  }
}
