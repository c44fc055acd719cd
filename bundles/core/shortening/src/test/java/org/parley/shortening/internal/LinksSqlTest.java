// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.Violation;
import org.parley.api.links.Link;
import org.parley.api.links.Link.State;
import org.parley.api.links.LinkRequested;
import org.parley.api.links.Links.Filter;
import org.parley.api.links.NewLink;
import org.parley.api.links.Origin;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "shortening")
class LinksSqlTest {
  private final TestRoom room;

  LinksSqlTest(Store store) {
    room = TestRoom.on(store);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @TestTemplate
  void listsTheYoungestFirstAndEachOnce() {
    List<String> made = new ArrayList<>();
    for (int link = 0; link < 7; link++) {
      room.clock.advance(Duration.ofMillis(1));
      made.add(0, room.create("link-" + link).slug());
    }
    List<String> listed = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    int pages = 0;
    do {
      Paged<Link> page = room.links.list(Filter.ALL, new PageRequest(3, cursor));
      page.items().forEach(link -> listed.add(link.slug()));
      cursor = page.next();
      pages++;
    } while (cursor.isPresent());
    assertThat(listed).isEqualTo(made);
    assertThat(pages).isEqualTo(3);
  }

  @TestTemplate
  void searchesSlugTargetAndTitleInAnyCase() {
    room.desk.create(new NewLink("https://example.org/Café", "one", null, null, null));
    room.desk.create(new NewLink("https://example.org/2", "TWO-100", null, null, null));
    room.desk.create(new NewLink("https://example.org/3", "three", null, "Grüße 100%", null));
    assertThat(search("two")).containsExactly("TWO-100");
    assertThat(search("CAF%C3")).containsExactly("one");
    assertThat(search("GRÜSSE")).isEmpty();
    assertThat(search("GRÜ")).containsExactly("three");
    assertThat(search("100%")).containsExactly("three");
    assertThat(search("_")).isEmpty();
    assertThat(search("'; DROP TABLE shortening_link; --")).isEmpty();
    assertThat(search("example.org")).hasSize(3);
  }

  @TestTemplate
  void narrowsByCampaignAndState() {
    UUID campaign = Ids.next(room.clock.instant());
    UUID ours = request(campaign);
    request(Ids.next(room.clock.instant()));
    Link retired = room.create("old");
    room.desk.setState(retired.id(), State.RETIRED, 1);

    assertThat(list(new Filter(Optional.empty(), Optional.of(campaign), Optional.empty())))
        .extracting(Link::id)
        .containsExactly(ours);
    assertThat(list(new Filter(Optional.empty(), Optional.empty(), Optional.of(State.RETIRED))))
        .extracting(Link::slug)
        .containsExactly("old");
    assertThat(list(new Filter(Optional.of("x"), Optional.of(campaign), Optional.of(State.ACTIVE))))
        .extracting(Link::id)
        .containsExactly(ours);
  }

  @TestTemplate
  void narrowsByNetworkAndByTheDaysOfClicks() {
    UUID campaign = Ids.next(room.clock.instant());
    UUID ours = request(campaign);
    room.create("followed");
    room.create("crawled");
    room.follow("followed");
    room.follow(room.visit("crawled", TestRoom.ROBOT, "192.0.2.1"));
    room.deliver(new CountClicks());
    LocalDate today = LocalDate.ofInstant(room.clock.instant(), ZoneOffset.UTC);

    assertThat(list(narrowed(Optional.of("x"), Optional.empty())))
        .extracting(Link::id)
        .containsExactly(ours);
    assertThat(list(narrowed(Optional.of("y"), Optional.empty()))).isEmpty();
    assertThat(list(narrowed(Optional.of("direct"), Optional.empty())))
        .extracting(Link::slug)
        .containsExactlyInAnyOrder("crawled", "followed");
    assertThat(list(narrowed(Optional.empty(), Optional.of(today))))
        .extracting(Link::slug)
        .containsExactly("followed");
    assertThat(list(narrowed(Optional.empty(), Optional.of(today.plusDays(1))))).isEmpty();
    assertThat(list(narrowed(Optional.of("x"), Optional.of(today)))).isEmpty();

    room.clock.advance(Duration.ofDays(1));
    room.follow(room.visit("followed", TestRoom.ROBOT, "192.0.2.1"));
    room.deliver(new CountClicks());
    assertThat(list(narrowed(Optional.empty(), Optional.of(today)))).hasSize(1);
    assertThat(list(narrowed(Optional.empty(), Optional.of(today.plusDays(1))))).isEmpty();
  }

  private static Filter narrowed(Optional<String> network, Optional<LocalDate> clickedSince) {
    return new Filter(Optional.empty(), Optional.empty(), Optional.empty(), network, clickedSince);
  }

  @TestTemplate
  void tellsOthersWhereNoLinkMayLead() {
    assertThat(room.links.readTarget("page", "https://example.org/x"))
        .isEqualTo(URI.create("https://example.org/x"));
    assertThatThrownBy(() -> room.links.readTarget("page", "https://go.example.org/spring"))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused ->
                assertThat(refused.violations())
                    .containsExactly(
                        new Violation(
                            "page",
                            "'https://go.example.org/spring' is itself a short link; give the"
                                + " address that it leads to")));
  }

  @TestTemplate
  void findsManyAtOnce() {
    Link one = room.create("one");
    Link two = room.create("two");
    assertThat(room.links.findAll(List.of(one.id(), two.id(), UUID.randomUUID())))
        .containsExactlyInAnyOrder(one, two);
    assertThat(room.links.findAll(List.of())).isEmpty();
  }

  private UUID request(UUID campaign) {
    UUID id = Ids.next(room.clock.instant());
    Optional<UUID> none = Optional.empty();
    Origin origin =
        new Origin(Optional.of(campaign), none, none, none, none, Optional.of("x"), none, none);
    MakeRequestedLinks reader = new MakeRequestedLinks(room.domains, room.routes, room.bus);
    room.deliver(
        reader,
        new LinkRequested(id, URI.create("https://example.org/x"), Optional.empty(), origin));
    return id;
  }

  private List<String> search(String text) {
    return list(new Filter(Optional.of(text), Optional.empty(), Optional.empty())).stream()
        .map(Link::slug)
        .toList();
  }

  private List<Link> list(Filter filter) {
    return room.links.list(filter, PageRequest.first(50)).items();
  }
}
