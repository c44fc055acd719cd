// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.profiling.internal.World.browser;
import static org.parley.profiling.internal.World.email;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.bus.BusRecord;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileDesk.Filter;
import org.parley.api.profiles.ProfileErased;
import org.parley.api.profiles.Timeline;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;
import org.parley.testkit.TestStore;

@StoreTest(room = "profiling")
class DeskSqlTest {
  private final World world;

  DeskSqlTest(Store store) {
    this.world = new World(store);
  }

  @TestTemplate
  void listsTheYoungestFirstInPages() {
    for (int person = 0; person < 5; person++) {
      world.does("page.viewed", browser("v" + person));
    }
    List<String> seen = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Paged<Profile> page = world.desk.list(Filter.ALL, new PageRequest(2, cursor));
      page.items().forEach(profile -> seen.add(profile.identifiers().get(0).value()));
      cursor = page.next();
    } while (cursor.isPresent());

    assertThat(seen).containsExactly("v4", "v3", "v2", "v1", "v0");
  }

  @TestTemplate
  void listsByStateAndSearch() {
    world.does("page.viewed", browser("v1"));
    world.does("form.confirmed", Map.of("profile.company", "Acme 100%"), email("ada@example.org"));
    world.does("form.confirmed", email("bob@example.org"));

    assertThat(found(Optional.of(Profile.State.ANONYMOUS), "")).containsExactly("v1");
    assertThat(found(Optional.of(Profile.State.IDENTIFIED), "")).hasSize(2);
    assertThat(found(Optional.empty(), " ADA@")).containsExactly("ada@example.org");
    assertThat(found(Optional.empty(), "acme 100%")).containsExactly("ada@example.org");
    assertThat(found(Optional.empty(), "%")).isEmpty();
    assertThat(found(Optional.empty(), "_da")).isEmpty();
  }

  @TestTemplate
  void refusesIdentifiersThatAreNone() {
    for (String wrong : List.of("ada@example.org", "email:ada", "mail:a@example.org", "handle:x")) {
      assertThatThrownBy(() -> world.desk.findAll(wrong))
          .isInstanceOfSatisfying(
              InvalidInput.class,
              refusal -> assertThat(refusal.violations().get(0).path()).isEqualTo("identifier"));
    }
    assertThat(world.desk.findAll("handle:bluesky:@Ada.example")).isEmpty();
  }

  @TestTemplate
  void pagesATimelineWithoutLossEvenWithinOneMoment() {
    for (int visit = 0; visit < 7; visit++) {
      world.does("page.viewed", browser("v1"));
      world.clock.advance(Duration.ofSeconds(-1));
    }
    UUID profile = world.one("visitor:v1").id();
    List<UUID> seen = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Paged<Timeline.Entry> page = world.timeline.entries(profile, new PageRequest(3, cursor));
      page.items().forEach(entry -> seen.add(entry.id()));
      cursor = page.next();
    } while (cursor.isPresent());

    assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    assertThatThrownBy(() -> world.timeline.entries(profile, new PageRequest(3, Optional.of("x"))))
        .isInstanceOf(InvalidInput.class);
  }

  @TestTemplate
  void exportsAllThatIsKnown() throws IOException {
    world.does("form.confirmed", Map.of("profile.name", "Ada \"L\"\n"), email("ada@example.org"));
    world.answers("newsletter", true, email("ada@example.org"));
    String json = world.desk.export(world.one("email:ada@example.org").id());

    try (JsonParser parser = new JsonFactory().createParser(json)) {
      int tokens = 0;
      while (parser.nextToken() != null) {
        tokens++;
      }
      assertThat(tokens).isGreaterThan(40);
    }
    assertThat(json)
        .contains("ada@example.org", "Ada \\\"L\\\"", "newsletter", "Box ticked, wording 3")
        .contains("\"type\" : \"form.confirmed\"");
  }

  @TestTemplate
  void erasesAPersonWithEveryPart(TestStore opened) {
    world.does(
        "form.confirmed", Map.of("profile.name", "Ada"), email("ada@example.org"), browser("v1"));
    world.answers("newsletter", true, email("ada@example.org"));
    world.does("form.confirmed", email("ada@home.example"), browser("v1"));
    UUID ada = world.one("email:ada@example.org").id();
    UUID other = world.one("email:ada@home.example").id();
    world.desk.merge(ada, other);
    String token = new Tokens(world.seal).mint(ada);
    world.bus.clear();
    world.desk.erase(other);

    assertThat(world.profiles.find(ada)).isEmpty();
    assertThat(world.desk.findAll("email:ada@example.org")).isEmpty();
    assertThat(world.page.find(token)).isEmpty();
    assertThatThrownBy(() -> world.timeline.entries(ada, PageRequest.first(5)))
        .isInstanceOf(NotFound.class);
    assertThat(world.bus.records())
        .extracting(BusRecord::data)
        .containsExactly(new ProfileErased(ada, List.of(other)));
    assertThat(rows(opened))
        .containsOnlyKeys("profiling_profile", "profiling_merge", "profiling_turn");
    assertThat(world.bus.erased())
        .containsExactlyInAnyOrder(
            ada.toString(),
            other.toString(),
            email("ada@example.org").partitionKey(),
            email("ada@home.example").partitionKey(),
            browser("v1").partitionKey());

    world.does("form.confirmed", email("ada@example.org"));
    assertThat(world.one("email:ada@example.org").id()).isNotIn(ada, other);
  }

  private Map<String, Long> rows(TestStore opened) {
    Map<String, Long> rows = new TreeMap<>();
    for (String table : opened.tables()) {
      if (table.startsWith("profiling_") && !table.endsWith("_history")) {
        long count =
            world.store.read(
                tx ->
                    tx.sql("SELECT COUNT(*) AS n FROM " + table)
                        .first(row -> row.number("n"))
                        .orElseThrow());
        if (count > 0) {
          rows.put(table, count);
        }
      }
    }
    return rows;
  }

  private List<String> found(Optional<Profile.State> state, String search) {
    Optional<String> text = search.isEmpty() ? Optional.empty() : Optional.of(search);
    return world.desk.list(new Filter(state, text), PageRequest.first(10)).items().stream()
        .map(profile -> profile.identifiers().get(0).value())
        .toList();
  }
}
