// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.profiling.internal.World.browser;
import static org.parley.profiling.internal.World.crm;
import static org.parley.profiling.internal.World.email;
import static org.parley.profiling.internal.World.verified;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.profiles.Merge;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileMerged;
import org.parley.api.store.Store;
import org.parley.store.internal.Database;
import org.parley.testkit.StoreTest;
import org.parley.testkit.TestStore;

@StoreTest(room = "profiling")
class ConcurrencySqlTest {
  private static final int THREADS = 16;
  private static final int PEOPLE = 6;

  /** One million by hand: {@code -Dparley.identify.pairs=1000000}. */
  private static final int PAIRS = Integer.getInteger("parley.identify.pairs", 1_000);

  private static final int PAIRS_AT_ONCE = 20_000;
  private static final int MOST_TOGETHER = 200;

  private final CountedStore store;
  private final World world;

  ConcurrencySqlTest(Store store) {
    this.store = new CountedStore(store);
    this.world = new World(this.store);
  }

  /**
   * Deadlocks and waits that were given up: whoever changes people takes turns, so there are none.
   */
  @AfterEach
  void nothingHadToBeRunAgain() {
    assertThat(store.repeated()).isZero();
  }

  /**
   * Two hubs hear of each person at the same instant, by different identifiers with one in common,
   * among more or fewer others.
   */
  @TestTemplate
  void makesOnePersonOfEachPairThatComesAtOnce(TestStore opened) throws Exception {
    compileAll(opened);
    for (int done = 0; done < PAIRS; done += PAIRS_AT_ONCE) {
      int pairs = Math.min(PAIRS_AT_ONCE, PAIRS - done);
      Database second = Database.open(opened.settings());
      CountedStore otherStore = new CountedStore(second.store());
      try {
        meet(world, new World(otherStore), pairs);
        assertThat(otherStore.repeated()).isZero();
      } finally {
        second.release();
      }
      assertThat(count("profiling_profile WHERE state = 'IDENTIFIED'")).isEqualTo(pairs);
      assertThat(count("profiling_profile")).isEqualTo(pairs);
      assertThat(count("(" + WHOLE + ") whole")).isEqualTo(pairs);
      assertThat(count("profiling_identifier")).isEqualTo(3L * pairs);
      assertThat(count("profiling_entry")).isEqualTo(2L * pairs);
      empty(opened);
    }
  }

  /**
   * On a busy machine an engine compiles statements longer than it lets others wait for the turn.
   */
  private void compileAll(TestStore opened) {
    world.read(List.of(half(0, true)));
    world.read(List.of(half(0, false), half(1, false)));
    world.read(List.of(half(1, true)));
    empty(opened);
  }

  private void empty(TestStore opened) {
    opened.empty();
    world.bus.clear();
    takeTurn();
  }

  /** Emptying tables took none, so what was known would be held to be true. */
  private void takeTurn() {
    store.inTransaction(
        transaction -> {
          Turn.take(transaction);
          return transaction;
        });
  }

  /** Profiles that hold all identifiers of one person and none of another. */
  private static final String WHOLE =
      """
      SELECT profile FROM profiling_identifier GROUP BY profile
      HAVING COUNT(*) = 3 AND MIN(SUBSTR(value, 1, 8)) = MAX(SUBSTR(value, 1, 8))
      """;

  private long count(String what) {
    return store.read(
        tx ->
            tx.sql("SELECT COUNT(*) AS n FROM " + what)
                .first(row -> row.number("n"))
                .orElseThrow());
  }

  /** Two couples of threads, the two of a couple in step. */
  private void meet(World one, World other, int pairs) throws Exception {
    List<CyclicBarrier> steps = List.of(new CyclicBarrier(2), new CyclicBarrier(2));
    atOnce(
        4,
        thread ->
            () -> {
              boolean left = thread % 2 == 0;
              int couple = thread / 2;
              Random sizes = new Random(couple);
              int to = couple == 0 ? pairs / 2 : pairs;
              for (int from = couple == 0 ? 0 : pairs / 2; from < to; ) {
                int next = Math.min(to, from + 1 + sizes.nextInt(MOST_TOGETHER));
                List<BusRecord> some =
                    IntStream.range(from, next).mapToObj(each -> half(each, left)).toList();
                steps.get(couple).await();
                (left ? one : other).read(some);
                from = next;
              }
              return null;
            });
  }

  private BusRecord half(int person, boolean left) {
    String name = "p%07d".formatted(person);
    Identifier own =
        left
            ? email(name + "@example.org")
            : new Identifier(Kind.HANDLE, name, Optional.of("bluesky"), true);
    return BusRecord.of("/test", name, world.now(), interaction("crm.linked", own, crm(name)));
  }

  /**
   * Each thread sees all people, each by different pairs of their identifiers, in its own order.
   */
  @TestTemplate
  void leavesOneProfileOfEachPersonHoweverManyArriveAtOnce() throws Exception {
    List<Interaction> all = Collections.synchronizedList(new ArrayList<>());
    atOnce(
        thread ->
            () -> {
              for (Interaction interaction : pairs(thread)) {
                all.add(interaction);
                world.read(interaction);
              }
              return null;
            });

    assertThat(Portrait.living(world)).hasSize(PEOPLE);
    for (int person = 0; person < PEOPLE; person++) {
      Profile profile = world.one("email:p" + person + "@example.org");
      assertThat(Set.copyOf(profile.identifiers()).stream().map(Identifier::value))
          .containsExactlyInAnyOrderElementsOf(values(person));
      assertThat(profile.mergedFrom())
          .allSatisfy(other -> assertThat(Order.IDS.compare(profile.id(), other)).isNegative());
    }
    assertThat(entryIds()).isEqualTo(all.stream().map(Interaction::id).collect(Collectors.toSet()));
    assertThat(world.bus.data(InteractionJoined.class)).hasSize(all.size());
    assertThat(mergesStanding()).isEqualTo(world.bus.data(ProfileMerged.class).size());
  }

  @TestTemplate
  void countsEveryVisitOfOneBrowserOnceAndMakesOneProfile() throws Exception {
    atOnce(
        thread ->
            () -> {
              for (int visit = 0; visit < 10; visit++) {
                world.read(interaction("page.viewed", browser("same")));
              }
              return null;
            });

    UUID profile = world.one("visitor:same").id();
    assertThat(Portrait.living(world)).containsExactly(profile);
    assertThat(world.entries(profile)).hasSize(THREADS * 10);
  }

  @TestTemplate
  void losesNothingWhileMergesComeAndGo() throws Exception {
    world.read(interaction("form.confirmed", email("ada@example.org")));
    world.read(interaction("form.confirmed", email("bob@example.org")));
    UUID ada = world.one("email:ada@example.org").id();
    UUID bob = world.one("email:bob@example.org").id();
    atOnce(
        thread ->
            () -> {
              for (int round = 0; round < 6; round++) {
                if (thread == 0) {
                  Merge merge = world.desk.merge(ada, bob);
                  world.desk.split(ada, merge.id());
                } else {
                  String who = thread % 2 == 0 ? "ada@example.org" : "bob@example.org";
                  world.read(interaction("page.viewed", email(who)));
                }
              }
              return null;
            });

    assertThat(world.one("email:ada@example.org").id()).isEqualTo(ada);
    assertThat(world.one("email:bob@example.org").id()).isEqualTo(bob);
    long viewed =
        world.entries(ada).stream().filter(e -> e.type().equals("page.viewed")).count()
            + world.entries(bob).stream().filter(e -> e.type().equals("page.viewed")).count();
    assertThat(viewed).isEqualTo((THREADS - 1) * 6L);
    assertThat(world.consents.history(ada).intact()).isTrue();
  }

  private List<Interaction> pairs(int thread) {
    Random random = new Random(thread);
    List<Interaction> interactions = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      List<Identifier> known = identifiers(person);
      for (int first = 0; first < known.size(); first++) {
        Identifier second = known.get((first + 1) % known.size());
        interactions.add(interaction("crm.linked", known.get(first), second));
      }
    }
    Collections.shuffle(interactions, random);
    return interactions;
  }

  private static List<Identifier> identifiers(int person) {
    return List.of(
        email("p" + person + "@example.org"),
        crm("crm-" + person),
        new Identifier(Kind.HANDLE, "p" + person, Optional.of("bluesky"), true),
        verified(Kind.PHONE, "+4420794600" + (10 + person)));
  }

  private static List<String> values(int person) {
    return identifiers(person).stream().map(Identifier::value).toList();
  }

  private Interaction interaction(String type, Identifier... identifiers) {
    return new Interaction(
        Ids.next(world.now()), type, world.now(), List.of(identifiers), Origin.NONE, Map.of());
  }

  private Set<UUID> entryIds() {
    Set<UUID> ids = new HashSet<>();
    for (UUID profile : Portrait.living(world)) {
      Portrait.of(world, profile).story().forEach(entry -> ids.add(entry.id()));
    }
    return ids;
  }

  private int mergesStanding() {
    return Portrait.living(world).stream().mapToInt(id -> world.desk.merges(id).size()).sum();
  }

  private static void atOnce(Work work) throws Exception {
    atOnce(THREADS, work);
  }

  private static void atOnce(int many, Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      CyclicBarrier start = new CyclicBarrier(many);
      List<Future<Object>> running = new ArrayList<>();
      for (int thread = 0; thread < many; thread++) {
        Callable<Object> mine = work.of(thread);
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return mine.call();
                }));
      }
      for (Future<Object> each : running) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private interface Work {
    Callable<Object> of(int thread);
  }
}
