// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.shortening.internal.TestRoom.input;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Conflict;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.Violation;
import org.parley.api.links.Link;
import org.parley.api.links.Link.Clicks;
import org.parley.api.links.Link.State;
import org.parley.api.links.LinkChange;
import org.parley.api.links.LinkChanged;
import org.parley.api.links.LinkCreated;
import org.parley.api.links.LinkDesk.QrFormat;
import org.parley.api.links.LinkRetired;
import org.parley.api.links.NewLink;
import org.parley.api.links.Origin;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "shortening")
class LinkDeskSqlTest {
  private final TestRoom room;

  LinkDeskSqlTest(Store store) {
    room = TestRoom.on(store);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @TestTemplate
  void makesALinkAndSaysSo() {
    Instant expiry = Instant.parse("2026-12-24T18:00:00Z");
    Link made =
        room.desk.create(
            new NewLink("https://example.org/ä", "Spring-1", null, " Spring sale ", expiry));

    assertThat(made.slug()).isEqualTo("Spring-1");
    assertThat(made.target()).isEqualTo(URI.create("https://example.org/%C3%A4"));
    assertThat(made.shortUrl()).isEqualTo(URI.create("https://go.example.org/Spring-1"));
    assertThat(made.title()).contains("Spring sale");
    assertThat(made.expiresAt()).contains(expiry);
    assertThat(made.clicks()).isEqualTo(Clicks.NONE);
    assertThat(made.version()).isOne();
    assertThat(room.links.find(made.id())).contains(made);
    assertThat(room.links.findBySlug("spring-L")).contains(made);
    assertThat(room.bus.data(LinkCreated.class))
        .containsExactly(
            new LinkCreated(made.id(), "Spring-1", made.shortUrl(), made.target(), Origin.NONE));
  }

  @TestTemplate
  void givesLinksASlugWhenNobodyChoosesOne() {
    Link one = room.desk.create(input("https://example.org/"));
    Link other = room.desk.create(input("https://example.org/"));
    assertThat(one.slug()).hasSize(Slugs.USUAL).isNotEqualTo(other.slug());
  }

  @TestTemplate
  void namesEveryBadField() {
    NewLink bad =
        new NewLink(
            "javascript:alert(1)",
            "api",
            "elsewhere.example",
            "two\nlines",
            Instant.parse("2026-02-28T00:00:00Z"));
    assertThatThrownBy(() -> room.desk.create(bad))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused ->
                assertThat(refused.violations())
                    .extracting(Violation::path)
                    .containsExactlyInAnyOrder("target", "slug", "domain", "title", "expiresAt"));
    assertThatThrownBy(() -> room.desk.create(new NewLink(null, null, null, null, null)))
        .isInstanceOf(InvalidInput.class);
    assertThat(room.bus.records()).isEmpty();
  }

  @TestTemplate
  void refusesASlugThatIsTakenOrLooksSo() {
    room.create("Sale");
    assertThatThrownBy(() -> room.create("sale"))
        .isInstanceOf(Conflict.class)
        .hasMessage("Slug 'sale' is taken");
    assertThatThrownBy(() -> room.create("Sa1e"))
        .isInstanceOf(Conflict.class)
        .hasMessage("Slug 'Sa1e' looks like 'Sale', which is taken");
    assertThat(room.bus.data(LinkCreated.class)).hasSize(1);
  }

  @TestTemplate
  void givesEachDomainItsOwnSlugs() {
    Link main = room.create("sale");
    Link other =
        room.desk.create(new NewLink("https://example.org/other", "sale", "X.example", null, null));
    assertThat(other.shortUrl()).isEqualTo(URI.create("https://x.example/sale"));
    assertThat(room.links.findBySlug("x.example", "sale")).contains(other);
    assertThat(room.links.findBySlug("go.example.org", "sale")).contains(main);
    assertThat(room.links.findBySlug("sale")).contains(main);
  }

  @TestTemplate
  void letsExactlyOneOfManyHaveASlug() throws Exception {
    int callers = 32;
    CyclicBarrier together = new CyclicBarrier(callers);
    Callable<String> attempt =
        () -> {
          together.await();
          try {
            return room.create("wanted").id().toString();
          } catch (Conflict taken) {
            return "taken";
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Future<String>> attempts =
          IntStream.range(0, callers).mapToObj(caller -> threads.submit(attempt)).toList();
      int won = 0;
      for (Future<String> outcome : attempts) {
        won += outcome.get().equals("taken") ? 0 : 1;
      }
      assertThat(won).isOne();
    } finally {
      threads.shutdownNow();
    }
    assertThat(room.bus.data(LinkCreated.class)).hasSize(1);
  }

  @TestTemplate
  void changesALinkAsAWhole() {
    Link made = room.desk.create(new NewLink("https://example.org/1", "sale", null, "Old", null));
    Instant expiry = Instant.parse("2026-04-01T00:00:00Z");
    Link changed =
        room.desk.change(made.id(), new LinkChange("https://example.org/2", null, expiry), 1);

    assertThat(changed.target()).isEqualTo(URI.create("https://example.org/2"));
    assertThat(changed.title()).isEmpty();
    assertThat(changed.version()).isEqualTo(2);
    assertThat(room.links.findBySlug("sale")).contains(changed);
    assertThat(room.bus.data(LinkChanged.class))
        .containsExactly(
            new LinkChanged(
                made.id(), "sale", changed.target(), Optional.empty(), Optional.of(expiry), 2));
  }

  @TestTemplate
  void refusesAChangeThatWasOvertaken() {
    Link made = room.create("sale");
    LinkChange change = new LinkChange("https://example.org/2", null, null);
    room.desk.change(made.id(), change, 1);
    assertThatThrownBy(() -> room.desk.change(made.id(), change, 1)).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> room.desk.setState(made.id(), State.RETIRED, 1))
        .isInstanceOf(Conflict.class);
    assertThat(room.bus.data(LinkChanged.class)).hasSize(1);
  }

  @TestTemplate
  void retiresALinkAndBringsItBack() {
    Link made = room.create("sale");
    Link retired = room.desk.setState(made.id(), State.RETIRED, 1);
    assertThat(retired.state()).isEqualTo(State.RETIRED);
    assertThat(room.desk.setState(made.id(), State.RETIRED, 2)).isEqualTo(retired);
    assertThat(room.bus.data(LinkRetired.class))
        .containsExactly(new LinkRetired(made.id(), "sale", 2));
    assertThatThrownBy(() -> room.create("sale")).isInstanceOf(Conflict.class);

    assertThat(room.desk.setState(made.id(), State.ACTIVE, 2).state()).isEqualTo(State.ACTIVE);
    assertThat(room.bus.data(LinkChanged.class)).hasSize(1);
  }

  @TestTemplate
  void saysWhenThereIsNoSuchLink() {
    UUID nobody = UUID.randomUUID();
    LinkChange change = new LinkChange("https://example.org/2", null, null);
    assertThatThrownBy(() -> room.desk.change(nobody, change, 1)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> room.desk.setState(nobody, State.RETIRED, 1))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> room.desk.draw(nobody, QrFormat.SVG)).isInstanceOf(NotFound.class);
    assertThat(room.links.find(nobody)).isEmpty();
    assertThat(room.links.findBySlug("no slug at all")).isEmpty();
  }

  @TestTemplate
  void drawsTheWholeAddress() {
    Link made = room.create("sale");
    assertThat(new String(room.desk.draw(made.id(), QrFormat.SVG)))
        .contains("https://go.example.org/sale");
    assertThat(room.desk.draw(made.id(), QrFormat.PNG)).startsWith(0x89, 'P', 'N', 'G');
  }

  @TestTemplate
  void movesTheLinksOfTheMainDomainWithTheHub() {
    room.create("sale");
    try (TestRoom moved = new TestRoom(room.store, Settings.of("https://new.example.org"))) {
      assertThat(moved.links.findBySlug("sale").orElseThrow().shortUrl())
          .isEqualTo(URI.create("https://new.example.org/sale"));
    }
  }

  @TestTemplate
  void endsALinkBeforeItsTimeWasUp() {
    Link made = room.create("sale");
    room.clock.advance(Duration.ofDays(1));
    Instant past = room.clock.instant().minusSeconds(60);
    Link ended =
        room.desk.change(made.id(), new LinkChange("https://example.org/2", null, past), 1);
    assertThat(ended.expiresAt()).contains(past);
  }
}
