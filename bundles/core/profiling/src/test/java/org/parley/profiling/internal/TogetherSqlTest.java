// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.profiling.internal.World.browser;
import static org.parley.profiling.internal.World.crm;
import static org.parley.profiling.internal.World.email;
import static org.parley.profiling.internal.World.typed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileIdentified;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** What comes together is told apart as it is when it comes one by one. */
@StoreTest(room = "profiling")
class TogetherSqlTest {
  private static final int SERIES = 6;
  private static final int EVENTS = 60;
  private static final int NAMES = 12;

  private final World single;
  private final World many;

  TogetherSqlTest(Store store) {
    this.single = new World(store);
    this.many = new World(store);
  }

  @TestTemplate
  void findsTheSamePeopleInOneBatchAsOneByOne() {
    for (int seed = 1; seed <= SERIES; seed++) {
      List<BusRecord> alone = events(single, seed, "s" + seed + "x");
      List<BusRecord> together = events(many, seed, "m" + seed + "x");

      alone.forEach(record -> single.read(List.of(record)));
      many.read(together);

      List<String> expected = people(single, "s" + seed + "x");
      assertThat(people(many, "m" + seed + "x")).as("series %d", seed).isEqualTo(expected);
      assertThat(expected).hasSizeGreaterThan(1);
    }
    assertThat(said(many)).isEqualTo(said(single)).hasSizeGreaterThan(SERIES);
  }

  @TestTemplate
  void writesTogetherWhatIsOnlyMoreOfWhomItKnows() {
    single.does("page.viewed", crm("ada"));
    UUID ada = single.one("crm:ada").id();

    single.read(
        List.of(
            event(single, List.of(crm("ada"), email("ada@example.org"))),
            event(single, List.of(email("ada@example.org"), browser("v1"))),
            event(single, List.of(crm("bob"))),
            event(single, List.of(crm("bob"), email("bob@example.org"))),
            event(single, List.of(browser("v1")))));

    assertThat(single.one("visitor:v1").id()).isEqualTo(ada);
    assertThat(single.types(ada)).hasSize(4);
    assertThat(single.one("email:bob@example.org").identifiers()).hasSize(2);
    List<ProfileIdentified> said = single.bus.data(ProfileIdentified.class);
    assertThat(said).hasSize(5);
    assertThat(said.get(2).identifiers()).isEqualTo(single.one("crm:ada").identifiers());
  }

  /** What points at whoever is identified, each time that is said, without the prefixes. */
  private static List<List<String>> said(World world) {
    return world.bus.data(ProfileIdentified.class).stream()
        .map(
            said ->
                said.identifiers().stream()
                    .map(each -> each.toString().replaceAll("[sm]\\d+x", ""))
                    .sorted()
                    .toList())
        .toList();
  }

  private static List<BusRecord> events(World world, int seed, String prefix) {
    Random random = new Random(seed);
    List<BusRecord> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      List<Identifier> identifiers = new ArrayList<>();
      int many = 1 + random.nextInt(3);
      for (int each = 0; each < many; each++) {
        identifiers.add(identifier(random, prefix + random.nextInt(NAMES)));
      }
      events.add(event(world, identifiers));
    }
    return events;
  }

  private static Identifier identifier(Random random, String name) {
    return switch (random.nextInt(7)) {
      case 0, 1 -> crm(name);
      case 2, 3 -> email(name + "@example.org");
      case 4 -> typed(Kind.EMAIL, name + "@example.org");
      case 5 -> email("info@" + name + ".example.org");
      default -> browser(name);
    };
  }

  private static BusRecord event(World world, List<Identifier> identifiers) {
    world.clock.advance(Duration.ofSeconds(1));
    Interaction interaction =
        new Interaction(
            Ids.next(world.now()), "page.viewed", world.now(), identifiers, Origin.NONE, Map.of());
    return BusRecord.of("/test", "somebody", world.now(), interaction);
  }

  /** Each person's state, identifiers and number of entries, without the prefix of their names. */
  private static List<String> people(World world, String prefix) {
    return Portrait.all(world).values().stream()
        .filter(portrait -> isOf(portrait.profile(), prefix))
        .map(portrait -> describe(portrait, prefix))
        .sorted()
        .toList();
  }

  private static boolean isOf(Profile profile, String prefix) {
    return profile.identifiers().stream().anyMatch(each -> each.value().contains(prefix));
  }

  private static String describe(Portrait portrait, String prefix) {
    List<String> identifiers =
        portrait.profile().identifiers().stream()
            .map(each -> each.kind() + ":" + each.value().replace(prefix, "") + each.verified())
            .sorted()
            .toList();
    return portrait.profile().state() + " " + identifiers + " " + portrait.story().size();
  }
}
