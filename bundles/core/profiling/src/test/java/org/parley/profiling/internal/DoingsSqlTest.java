// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.profiling.internal.World.browser;
import static org.parley.profiling.internal.World.email;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Doings;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Merge;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.Profiles;
import org.parley.api.profiles.Timeline;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** What other rooms are told of what people did, and of who lives. */
@StoreTest(room = "profiling")
class DoingsSqlTest {
  private static final Identifier ADA = email("ada@example.org");
  private static final UUID CAMPAIGN = UUID.randomUUID();

  private final World world;
  private final ReadDoings doings;

  DoingsSqlTest(Store store) {
    this.world = new World(store);
    this.doings = new ReadDoings(store);
  }

  @TestTemplate
  void countsWhatWasDoneByTypeAndHourAndNotWhatTheHubNoted() {
    world.does("page.viewed", ADA);
    Instant first = world.now();
    world.does("page.viewed", ADA);
    world.does("purchase.made", ADA);
    world.answers("newsletter", true, ADA);
    Instant purchase = world.now().minusSeconds(1);
    world.clock.advance(Duration.ofHours(1));
    world.does("page.viewed", ADA);
    UUID ada = world.one("email:ada@example.org").id();

    assertThat(doings.since(ada, Instant.EPOCH))
        .containsExactlyInAnyOrder(
            new Doings.Count("page.viewed", first.plusSeconds(1), 2),
            new Doings.Count("page.viewed", world.now(), 1),
            new Doings.Count("purchase.made", purchase, 1));
    assertThat(doings.since(ada, first))
        .extracting(Doings.Count::times)
        .containsExactlyInAnyOrder(1L, 1L, 1L);
  }

  @TestTemplate
  void tellsTheLatestAsTheyWere() {
    world.does("page.viewed", ADA);
    world.does("form.confirmed", Map.of("title", "Garden"), ADA);
    world.answers("newsletter", true, ADA);
    world.does("page.viewed", ADA);
    UUID ada = world.one("email:ada@example.org").id();

    List<Timeline.Entry> latest = doings.latest(ada, 2);

    assertThat(latest)
        .extracting(Timeline.Entry::type)
        .containsExactly("form.confirmed", "page.viewed");
    assertThat(latest.get(0).data()).containsEntry("title", "Garden");
  }

  @TestTemplate
  void followsMergesAndSplitsAndForgetsTheErased() {
    world.does("page.viewed", browser("v1"));
    world.does("form.confirmed", ADA);
    UUID ada = world.one("email:ada@example.org").id();
    UUID visitor = world.one("visitor:v1").id();

    Merge merge = world.desk.merge(ada, visitor);
    assertThat(types(ada)).containsExactly("page.viewed", "form.confirmed");
    assertThat(types(visitor)).isEqualTo(types(ada));
    world.desk.split(ada, merge.id());
    assertThat(types(ada)).containsExactly("form.confirmed");
    world.desk.erase(ada);
    assertThat(types(ada)).isEmpty();
    assertThat(doings.since(ada, Instant.EPOCH)).isEmpty();
    assertThat(doings.lastOrigin(ada)).isEqualTo(Origin.NONE);
  }

  private List<String> types(UUID profile) {
    return doings.latest(profile, 10).stream().map(Timeline.Entry::type).toList();
  }

  @TestTemplate
  void knowsTheLastCampaignOrElseTheLastWay() {
    comes(network("mastodon"));
    comes(Origin.NONE);
    comes(personal(Optional.empty(), Optional.of(UUID.randomUUID())));
    UUID ada = world.one("email:ada@example.org").id();
    assertThat(doings.lastOrigin(ada)).isEqualTo(network("mastodon"));

    comes(personal(Optional.of(CAMPAIGN), Optional.of(ada)));
    comes(network("bluesky"));
    assertThat(doings.lastOrigin(ada)).isEqualTo(personal(Optional.of(CAMPAIGN), Optional.empty()));
  }

  @TestTemplate
  void namesNoSharerWhoWasErased() {
    world.does("form.confirmed", email("bob@example.org"));
    UUID bob = world.one("email:bob@example.org").id();
    comes(shared(bob));
    UUID ada = world.one("email:ada@example.org").id();
    assertThat(doings.lastOrigin(ada).sharer()).contains(bob);

    world.desk.erase(bob);

    assertThat(doings.lastOrigin(ada)).isEqualTo(Origin.NONE);
  }

  @TestTemplate
  void knowsTheWayBeforeThatByASharerWhoWasErased() {
    world.does("form.confirmed", email("bob@example.org"));
    world.does("form.confirmed", email("eve@example.org"));
    UUID bob = world.one("email:bob@example.org").id();
    UUID eve = world.one("email:eve@example.org").id();
    comes(network("mastodon"));
    comes(shared(eve));
    for (int each = 0; each < 64; each++) {
      comes(shared(bob));
    }
    UUID ada = world.one("email:ada@example.org").id();

    world.desk.erase(bob);
    assertThat(doings.lastOrigin(ada)).isEqualTo(shared(eve));

    world.desk.erase(eve);
    assertThat(doings.lastOrigin(ada)).isEqualTo(network("mastodon"));
  }

  /** On an embedded database it would fail after waiting for rows that are not committed. */
  @TestTemplate
  void waitsForNobodyElseWhoIsBeingWritten() {
    world.does("page.viewed", browser("v1"));
    world.does("form.confirmed", ADA);
    UUID visitor = world.one("visitor:v1").id();
    List<BusRecord> batch = List.of(viewed(ADA), viewed(browser("v2")));

    List<String> told =
        world.store.inTransaction(
            transaction -> {
              world.reader.read(transaction, batch);
              return CompletableFuture.supplyAsync(() -> askedOf(visitor)).join();
            });

    assertThat(told).containsExactly("page.viewed");
  }

  private BusRecord viewed(Identifier identifier) {
    Interaction viewed =
        new Interaction(
            Ids.next(world.now()),
            "page.viewed",
            world.now(),
            List.of(identifier),
            Origin.NONE,
            Map.of());
    return BusRecord.of("/test", "somebody", world.now(), viewed);
  }

  private List<String> askedOf(UUID person) {
    assertThat(world.profiles.who(List.of(person))).containsOnlyKeys(person);
    assertThat(doings.since(person, Instant.EPOCH)).hasSize(1);
    assertThat(doings.lastOrigin(person)).isEqualTo(Origin.NONE);
    return types(person);
  }

  @TestTemplate
  void saysOfManyWhoLives() {
    List<UUID> all = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      world.does("page.viewed", browser("v" + i));
      all.add(world.one("visitor:v" + i).id());
    }
    world.does("form.confirmed", ADA);
    UUID ada = world.one("email:ada@example.org").id();
    all.add(ada);
    world.desk.merge(ada, all.get(0));
    world.desk.erase(all.get(1));
    all.add(UUID.randomUUID());

    Map<UUID, Profiles.Who> living = world.profiles.who(all);

    assertThat(living).hasSize(70).doesNotContainKey(all.get(1));
    assertThat(living.get(all.get(0))).isEqualTo(living.get(ada));
    assertThat(living).allSatisfy((id, who) -> assertThat(world.profiles.who(id)).contains(who));
    assertThat(living).containsEntry(ada, new Profiles.Who(ada, Profile.State.IDENTIFIED));
    assertThat(world.profiles.who(List.<UUID>of())).isEmpty();
  }

  private void comes(Origin origin) {
    world.clock.advance(Duration.ofSeconds(1));
    world.read(
        new Interaction(
            Ids.next(world.now()),
            "page.viewed",
            world.now(),
            List.of(ADA),
            origin,
            Map.of("campaign", "of the data")));
  }

  private static Origin network(String network) {
    return origin(Optional.empty(), Optional.of(network), Optional.empty(), Optional.empty());
  }

  private static Origin shared(UUID sharer) {
    return origin(Optional.empty(), Optional.empty(), Optional.of(sharer), Optional.empty());
  }

  private static Origin personal(Optional<UUID> campaign, Optional<UUID> recipient) {
    return origin(campaign, Optional.empty(), Optional.empty(), recipient);
  }

  private static Origin origin(
      Optional<UUID> campaign,
      Optional<String> network,
      Optional<UUID> sharer,
      Optional<UUID> recipient) {
    return new Origin(
        campaign,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        network,
        sharer,
        recipient);
  }
}
