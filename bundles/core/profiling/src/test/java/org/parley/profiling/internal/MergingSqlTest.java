// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.profiling.internal.World.browser;
import static org.parley.profiling.internal.World.crm;
import static org.parley.profiling.internal.World.email;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Conflict;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.interactions.Interaction;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Merge;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileSplit;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "profiling")
class MergingSqlTest {
  private final World world;

  MergingSqlTest(Store store) {
    this.world = new World(store);
  }

  @TestTemplate
  void letsTheNamedProfileLiveOnWhenAPersonSaysSo() {
    UUID elder = known("ada@example.org");
    UUID younger = known("ada@home.example");

    Merge merge = world.desk.merge(younger, elder);

    assertThat(merge.profile()).isEqualTo(younger);
    assertThat(world.profiles.find(elder).orElseThrow().id()).isEqualTo(younger);
    assertThat(world.one("email:ada@example.org").mergedFrom()).containsExactly(elder);
    assertThat(world.desk.merges(elder)).containsExactly(merge);
  }

  @TestTemplate
  void bringsBothBackAsTheyWere() {
    UUID ada = known("ada@example.org");
    UUID bob = known("bob@example.org");
    world.does("form.submitted", Map.of("profile.name", "Ada"), email("ada@example.org"));
    world.does(
        "form.submitted",
        Map.of("profile.name", "Bob", "profile.city", "Ulm"),
        email("bob@example.org"));
    world.answers("newsletter", true, email("ada@example.org"));
    world.answers("newsletter", false, email("bob@example.org"));
    Map<UUID, Portrait> before = Portrait.all(world);

    Merge merge = world.desk.merge(ada, bob);
    Portrait merged = Portrait.of(world, bob);
    world.clock.advance(Duration.ofSeconds(1));
    world.desk.split(ada, merge.id());

    assertThat(merged.profile().attributes()).isEqualTo(Map.of("name", "Bob", "city", "Ulm"));
    assertThat(merged.story()).hasSize(6);
    assertThat(merged.standing()).containsEntry("newsletter", false);
    assertThat(Portrait.all(world)).isEqualTo(before);
    assertThat(world.types(ada)).startsWith("profile.split", "profile.merged");
    assertThat(world.bus.data(ProfileSplit.class))
        .containsExactly(new ProfileSplit(ada, bob, merge.id(), List.of(bob)));
  }

  /** Sent again when the bus had forgotten its id, and by then it was somebody else's. */
  @TestTemplate
  void mergesPeopleWhoDidTheSame() {
    UUID ada = known("ada@example.org");
    UUID bob = known("bob@example.org");
    Interaction once = world.does("page.viewed", email("ada@example.org"));
    world.doesToo(once, "bob@example.org");
    Map<UUID, Portrait> before = Portrait.all(world);

    Merge merge = world.desk.merge(ada, bob);
    List<String> merged = world.types(ada);
    world.desk.split(ada, merge.id());

    assertThat(merged).containsOnlyOnce("page.viewed");
    assertThat(Portrait.all(world)).isEqualTo(before);
    assertThat(world.types(bob)).contains("page.viewed");
    world.desk.merge(ada, bob);
    world.desk.erase(ada);
    assertThat(world.entriesOf(once.id())).isZero();
  }

  @TestTemplate
  void takesFromTheMiddleOfAChainWhatStayedBehindThere() {
    UUID ada = known("ada@example.org");
    UUID bob = known("bob@example.org");
    UUID carol = known("carol@example.org");
    Interaction once = world.does("page.viewed", email("ada@example.org"));
    world.doesToo(once, "carol@example.org");
    Map<UUID, Portrait> before = Portrait.all(world);
    Merge first = world.desk.merge(bob, carol);
    world.desk.merge(ada, bob);
    world.desk.split(ada, first.id());

    assertThat(Portrait.of(world, carol)).isEqualTo(before.get(carol));
    assertThat(world.types(ada)).containsOnlyOnce("page.viewed");
    world.desk.erase(carol);
    assertThat(world.entriesOf(once.id())).isEqualTo(1);
    world.desk.erase(ada);
    assertThat(world.entriesOf(once.id())).isZero();
  }

  @TestTemplate
  void showsWhatStayedBehindOnceTheSameIsTakenAway() {
    UUID ada = known("ada@example.org");
    UUID bob = known("bob@example.org");
    UUID carol = known("carol@example.org");
    Interaction once = world.does("page.viewed", email("bob@example.org"));
    world.doesToo(once, "carol@example.org");
    Merge first = world.desk.merge(ada, bob);
    world.desk.merge(ada, carol);
    world.desk.split(ada, first.id());

    assertThat(world.types(ada)).containsOnlyOnce("page.viewed");
    assertThat(world.types(bob)).containsOnlyOnce("page.viewed");
  }

  @TestTemplate
  void showsWhatAnyOfThemDidOnceHoweverTheyAreMergedAndSplit() {
    for (int seed = 1; seed <= 12; seed++) {
      Random random = new Random(seed);
      String suffix = "@d" + seed + ".example";
      List<UUID> people = new ArrayList<>();
      List<UUID> doers = new ArrayList<>();
      Interaction once = world.does("page.viewed", email("first" + suffix));
      doers.add(world.one("email:first" + suffix).id());
      for (int person = 0; person < 6; person++) {
        people.add(known(person + suffix));
        if (random.nextInt(3) > 0) {
          world.doesToo(once, person + suffix);
          doers.add(people.get(person));
        }
      }
      people.add(doers.get(0));
      Map<UUID, Portrait> before = only(people);

      List<Merge> merges = new ArrayList<>();
      for (int step = 0; step < 25; step++) {
        mergeOrSplit(random, people, merges);
        Set<UUID> showing = new HashSet<>();
        doers.forEach(doer -> showing.add(liveOf(doer)));
        for (UUID live : Set.copyOf(people.stream().map(this::liveOf).toList())) {
          assertThat(world.types(live).stream().filter("page.viewed"::equals))
              .as("seed %s step %s", seed, step)
              .hasSize(showing.contains(live) ? 1 : 0);
        }
      }
      merges.forEach(merge -> world.desk.split(merge.profile(), merge.id()));
      assertThat(only(people)).as("seed %s", seed).isEqualTo(before);
      for (int erased = 0; erased < doers.size(); erased++) {
        assertThat(world.entriesOf(once.id())).isEqualTo(doers.size() - erased);
        world.desk.erase(doers.get(erased));
      }
    }
  }

  private void mergeOrSplit(Random random, List<UUID> people, List<Merge> merges) {
    UUID one = people.get(random.nextInt(people.size()));
    UUID other = people.get(random.nextInt(people.size()));
    if (random.nextInt(5) < 2 && !merges.isEmpty()) {
      Merge merge = merges.remove(random.nextInt(merges.size()));
      world.desk.split(merge.profile(), merge.id());
    } else if (!liveOf(one).equals(liveOf(other))) {
      merges.add(world.desk.merge(one, other));
    }
  }

  @TestTemplate
  void leavesWhatWasLearnedSinceWithWhoLivedOn() {
    UUID ada = known("ada@example.org");
    UUID bob = known("bob@example.org");
    Portrait bobBefore = Portrait.of(world, bob);
    Merge merge = world.desk.merge(ada, bob);
    world.does("page.viewed", email("bob@example.org"), browser("v1"));
    world.answers("newsletter", true, email("bob@example.org"));
    world.desk.split(bob, merge.id());

    assertThat(Portrait.of(world, bob)).isEqualTo(bobBefore);
    assertThat(world.one("visitor:v1").id()).isEqualTo(ada);
    assertThat(world.standing(ada)).containsEntry("newsletter", true);
    assertThat(world.types(ada)).contains("page.viewed", "consent.given");
  }

  @TestTemplate
  void doesNotMergeAgainByRuleWhatAPersonHasSplit() {
    UUID ada = known("ada@example.org");
    UUID bob = known("bob@example.org");
    Merge merge = world.desk.merge(ada, bob);
    world.desk.split(ada, merge.id());
    world.does("crm.linked", email("ada@example.org"), email("bob@example.org"));

    assertThat(world.one("email:ada@example.org").id()).isEqualTo(ada);
    assertThat(world.one("email:bob@example.org").id()).isEqualTo(bob);
    assertThat(world.desk.suggestions(PageRequest.first(9)).items()).isEmpty();

    world.desk.merge(ada, bob);
    assertThat(world.one("email:bob@example.org").id()).isEqualTo(ada);
  }

  @TestTemplate
  void undoesAnEarlierMergeOfAChain() {
    UUID a = known("a@example.org");
    UUID b = known("b@example.org");
    UUID c = known("c@example.org");
    Map<UUID, Portrait> before = Portrait.all(world);
    Merge first = world.desk.merge(a, b);
    Merge second = world.desk.merge(c, a);

    world.desk.split(c, first.id());
    assertThat(world.one("email:b@example.org").id()).isEqualTo(b);
    assertThat(world.one("email:a@example.org").id()).isEqualTo(c);
    assertThat(Portrait.of(world, b)).isEqualTo(before.get(b));

    world.desk.split(c, second.id());
    assertThat(Portrait.all(world)).isEqualTo(before);
  }

  @TestTemplate
  void undoesAnyMergesInAnyOrderExactly() {
    for (int seed = 1; seed <= 12; seed++) {
      Random random = new Random(seed);
      String suffix = "@s" + seed + ".example";
      List<UUID> people = new ArrayList<>();
      for (int person = 0; person < 6; person++) {
        people.add(known(person + suffix));
        liveSome(person + suffix, random);
      }
      Map<UUID, Portrait> before = only(people);

      List<Merge> merges = new ArrayList<>();
      while (merges.size() < 5) {
        UUID one = people.get(random.nextInt(people.size()));
        UUID other = people.get(random.nextInt(people.size()));
        if (!liveOf(one).equals(liveOf(other))) {
          merges.add(world.desk.merge(one, other));
        }
      }
      assertThat(people.stream().map(this::liveOf).distinct()).as("seed %s", seed).hasSize(1);
      Collections.shuffle(merges, random);
      merges.forEach(merge -> world.desk.split(merge.profile(), merge.id()));

      assertThat(only(people)).as("seed %s", seed).isEqualTo(before);
    }
  }

  @TestTemplate
  void keepsStandingAsTheWholeStoryTellsIt() {
    for (int seed = 1; seed <= 8; seed++) {
      Random random = new Random(seed);
      String suffix = "@k" + seed + ".example";
      List<UUID> people = new ArrayList<>();
      List<Merge> merges = new ArrayList<>();
      for (int person = 0; person < 4; person++) {
        people.add(known(person + suffix));
      }
      for (int step = 0; step < 25; step++) {
        step(random, people, merges, suffix);
        Map<UUID, Map<String, Boolean>> kept = standings(people);
        retell(people);
        assertThat(standings(people)).as("seed %s step %s", seed, step).isEqualTo(kept);
      }
    }
  }

  private void step(Random random, List<UUID> people, List<Merge> merges, String suffix) {
    UUID one = people.get(random.nextInt(people.size()));
    UUID other = people.get(random.nextInt(people.size()));
    switch (random.nextInt(4)) {
      case 0 -> {
        if (!liveOf(one).equals(liveOf(other))) {
          merges.add(world.desk.merge(one, other));
        }
      }
      case 1 -> {
        if (!merges.isEmpty()) {
          Merge merge = merges.remove(random.nextInt(merges.size()));
          world.desk.split(merge.profile(), merge.id());
        }
      }
      default ->
          world.answers(
              random.nextBoolean() ? "newsletter" : "remember",
              random.nextBoolean(),
              email(random.nextInt(people.size()) + suffix));
    }
  }

  private Map<UUID, Map<String, Boolean>> standings(List<UUID> people) {
    Map<UUID, Map<String, Boolean>> standings = new HashMap<>();
    people.forEach(person -> standings.put(person, world.standing(person)));
    return standings;
  }

  /** What stands, told anew from all answers and merges. */
  private void retell(List<UUID> people) {
    world.store.inTransaction(
        transaction -> {
          Said said = new Said(world.now());
          people.stream()
              .map(person -> Live.id(transaction, person))
              .distinct()
              .forEach(live -> world.identities.standings().recount(transaction, live, said));
          return said;
        });
  }

  @TestTemplate
  void refusesWhatCannotBeDone() {
    UUID ada = known("ada@example.org");
    UUID bob = known("bob@example.org");
    UUID eve = known("eve@example.org");
    Merge merge = world.desk.merge(ada, bob);

    assertThatThrownBy(() -> world.desk.merge(ada, bob)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> world.desk.merge(ada, Ids.next(world.now())))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.desk.split(eve, merge.id())).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.desk.split(ada, eve)).isInstanceOf(NotFound.class);
    world.desk.split(ada, merge.id());
    assertThatThrownBy(() -> world.desk.split(ada, merge.id())).isInstanceOf(Conflict.class);
  }

  @TestTemplate
  void asksOnceAboutTwoWhoWereKeptApart() {
    world.does("form.confirmed", browser("v1"), email("ada@example.org"));
    world.does("form.confirmed", browser("v1"), email("bob@example.org"));
    UUID suggestion = world.desk.suggestions(PageRequest.first(9)).items().get(0).id();
    world.desk.dismiss(suggestion);
    world.does("form.confirmed", browser("v1"), email("ada@example.org"));

    assertThat(world.desk.suggestions(PageRequest.first(9)).items()).isEmpty();
    assertThatThrownBy(() -> world.desk.accept(suggestion)).isInstanceOf(NotFound.class);
  }

  private UUID known(String address) {
    world.does("form.confirmed", email(address));
    return world.one("email:" + address).id();
  }

  private void liveSome(String address, Random random) {
    for (int step = random.nextInt(5); step > 0; step--) {
      Identifier more =
          random.nextBoolean() ? crm(address + step) : browser("b" + address.hashCode() + step);
      switch (random.nextInt(3)) {
        case 0 -> world.does("page.viewed", email(address), more);
        case 1 -> world.answers("newsletter", random.nextBoolean(), email(address));
        default ->
            world.does(
                "form.submitted", Map.of("profile.city", "City " + step), email(address), more);
      }
    }
  }

  private Map<UUID, Portrait> only(List<UUID> people) {
    Map<UUID, Portrait> portraits = new HashMap<>();
    people.forEach(person -> portraits.put(person, Portrait.of(world, person)));
    return portraits;
  }

  private UUID liveOf(UUID profile) {
    return world.profiles.find(profile).map(Profile::id).orElseThrow();
  }
}
