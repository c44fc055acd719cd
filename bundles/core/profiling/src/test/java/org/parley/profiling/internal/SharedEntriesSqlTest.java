// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.profiling.internal.World.email;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.interactions.Interaction;
import org.parley.api.profiles.Merge;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** The same on the timelines of many, who are one person in turn; more of it in the merging. */
@StoreTest(room = "profiling")
class SharedEntriesSqlTest {
  private final World world;

  SharedEntriesSqlTest(Store store) {
    this.world = new World(store);
  }

  /** Were dan's shown, his and bob's would come back to bob together. */
  @TestTemplate
  void showsWhatStayedBehindNearest() {
    Interaction once = world.does("page.viewed", email("bob@example.org"));
    UUID bob = world.one("email:bob@example.org").id();
    UUID dan = doesToo(once, "dan@example.org");
    UUID eve = doesToo(once, "eve@example.org");
    UUID ada = known("ada@example.org");
    UUID pat = known("pat@example.org");
    world.desk.merge(bob, dan);
    Merge intoPat = world.desk.merge(pat, bob);
    Merge intoAda = world.desk.merge(ada, eve);
    world.desk.merge(ada, pat);

    world.desk.split(ada, intoAda.id());
    List<String> shown = world.types(ada);
    world.desk.split(ada, intoPat.id());

    assertThat(shown).containsOnlyOnce("page.viewed");
    assertThat(world.types(bob)).containsOnlyOnce("page.viewed");
    assertThat(world.types(eve)).containsOnlyOnce("page.viewed");
    assertThat(world.types(ada)).doesNotContain("page.viewed");
    world.desk.erase(bob);
    assertThat(world.entriesOf(once.id())).isEqualTo(1);
  }

  private UUID doesToo(Interaction same, String address) {
    UUID person = known(address);
    world.doesToo(same, address);
    return person;
  }

  private UUID known(String address) {
    world.does("form.confirmed", email(address));
    return world.one("email:" + address).id();
  }
}
