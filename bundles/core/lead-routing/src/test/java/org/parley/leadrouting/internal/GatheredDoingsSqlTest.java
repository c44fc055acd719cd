// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.leadrouting.internal.World.NOW;
import static org.parley.leadrouting.internal.World.clicked;
import static org.parley.leadrouting.internal.World.joined;
import static org.parley.leadrouting.internal.World.scoring;

import java.util.UUID;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadCreated;
import org.parley.api.leads.LeadScored;
import org.parley.api.links.Origin;
import org.parley.api.profiles.InteractionJoined;
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

    assertThat(world.rows("leadrouting_activity")).isEqualTo(4);
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
    assertThat(world.rows("leadrouting_activity")).isEqualTo(3);
  }

  @TestTemplate
  void followsAMergeAmidTheBatchInItsPlace() {
    world.desk.addScoringRule(scoring("Clicks", "click.recorded", 20));
    UUID bob = world.people.add("bob@example.org", "DE");

    world.readTogether(
        world.find,
        clicked(bob, NOW),
        clicked(world.ada, NOW),
        new ProfileMerged(world.ada, bob, Ids.next(NOW)),
        clicked(world.ada, NOW.plusSeconds(1)));

    assertThat(world.queries.ofProfile(world.ada)).extracting(Lead::score).containsExactly(60);
  }
}
