// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Busy;
import org.parley.api.Ids;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.links.ClickRecorded;
import org.parley.api.links.Link;
import org.parley.api.links.Link.State;
import org.parley.api.links.LinkChange;
import org.parley.api.links.LinkRequested;
import org.parley.api.links.NewLink;
import org.parley.api.links.Origin;
import org.parley.api.links.Redirects.Answer;
import org.parley.api.links.Redirects.Answer.Follow;
import org.parley.api.links.Redirects.Answer.Gone;
import org.parley.api.links.Redirects.Answer.Unknown;
import org.parley.api.links.Redirects.Visit;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.testkit.StoreTest;

@StoreTest(room = "shortening")
class FollowLinksSqlTest {
  private final TestRoom room;

  FollowLinksSqlTest(Store store) {
    room = TestRoom.on(store);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @TestTemplate
  void leadsOnAndRecordsTheClick() {
    Link link = room.create("Sale");
    Visit visit =
        room.visit("sa1E", TestRoom.PERSON, "192.0.2.1", "referer", "https://News.example/x?y");
    assertThat(room.follow(visit)).isEqualTo(new Follow(URI.create("https://example.org/Sale")));

    BusRecord record = room.bus.records("click.recorded").get(0);
    ClickRecorded click = (ClickRecorded) record.data();
    assertThat(click.link()).isEqualTo(link.id());
    assertThat(click.at()).isEqualTo(room.clock.instant());
    assertThat(click.agent()).isEqualTo(TestRoom.PERSON);
    assertThat(click.robot()).isEmpty();
    assertThat(click.referrer()).contains("news.example");
    assertThat(record.id()).isEqualTo(click.click());
    assertThat(record.subject()).isEqualTo(link.id().toString());
  }

  @TestTemplate
  void recordsPreviewRobotsAsWitnesses() {
    room.create("sale");
    room.follow(room.visit("sale", TestRoom.ROBOT, "192.0.2.1"));
    ClickRecorded click = room.bus.data(ClickRecorded.class).get(0);
    assertThat(click.robot()).contains("Twitterbot");
    assertThat(click.witness()).contains("x");
  }

  @TestTemplate
  void doesNotCountHeadsAndGuesses() {
    room.create("sale");
    Visit head =
        new Visit(
            "go.example.org",
            "sale",
            true,
            Map.of("user-agent", TestRoom.PERSON),
            "192.0.2.1",
            Optional.empty(),
            room.clock.instant());
    assertThat(room.follow(head)).isInstanceOf(Follow.class);
    room.follow(room.visit("sale", TestRoom.PERSON, "192.0.2.1", "purpose", "prefetch"));
    room.follow(
        room.visit("sale", TestRoom.PERSON, "192.0.2.1", "sec-purpose", "prefetch;prerender"));
    assertThat(room.bus.records("click.recorded")).isEmpty();
  }

  @TestTemplate
  void answersForTheDomainThatWasAsked() {
    room.create("sale");
    room.desk.create(new NewLink("https://example.org/other", "sale", "x.example", null, null));
    assertThat(room.follow(at("X.example")))
        .isEqualTo(new Follow(URI.create("https://example.org/other")));
    assertThat(room.follow(at("192.0.2.9")))
        .isEqualTo(new Follow(URI.create("https://example.org/sale")));
  }

  @TestTemplate
  void knowsNoOtherSlugs() {
    room.create("sale");
    room.routes.catchUp();
    assertThat(room.follow("sales")).isInstanceOf(Unknown.class);
    assertThat(room.follow("no slug/at all")).isInstanceOf(Unknown.class);
    assertThat(room.follow("x".repeat(5000))).isInstanceOf(Unknown.class);
    assertThat(room.bus.records("click.recorded")).isEmpty();
  }

  @TestTemplate
  void followsEachChangeAtOnce() {
    Link link = room.create("sale");
    room.routes.catchUp();
    assertThat(room.follow("sale")).isInstanceOf(Follow.class);

    room.desk.change(link.id(), new LinkChange("https://example.org/2", null, null), 1);
    assertThat(room.follow("sale")).isEqualTo(new Follow(URI.create("https://example.org/2")));
    room.desk.setState(link.id(), State.RETIRED, 2);
    assertThat(room.follow("sale")).isInstanceOf(Gone.class);
    room.desk.setState(link.id(), State.ACTIVE, 3);
    assertThat(room.follow("sale")).isInstanceOf(Follow.class);
  }

  @TestTemplate
  void answersUntilALinkExpires() {
    Instant expiry = room.clock.instant().plusSeconds(60);
    room.desk.create(new NewLink("https://example.org/", "sale", null, null, expiry));
    assertThat(room.follow("sale")).isInstanceOf(Follow.class);
    room.clock.set(expiry);
    assertThat(room.follow("sale")).isInstanceOf(Gone.class);
    assertThat(room.bus.records("click.recorded")).hasSize(1);
  }

  @TestTemplate
  void tellsOwnPagesByWhichLinkSomebodyArrives() {
    room.desk.create(new NewLink("https://hub.example.org/f/offer?a=1", "offer", null, null, null));
    assertThat(room.follow("OFFER"))
        .isEqualTo(new Follow(URI.create("https://hub.example.org/f/offer?a=1&pl=offer")));
  }

  @TestTemplate
  void knowsAVisitorForADayAndNoLonger() {
    room.create("sale");
    room.create("news");
    String key = click("sale", TestRoom.PERSON, "192.0.2.1").dailyKey();
    assertThat(click("news", TestRoom.PERSON, "192.0.2.1").dailyKey()).isEqualTo(key);
    assertThat(click("sale", TestRoom.PERSON, "192.0.2.2").dailyKey()).isNotEqualTo(key);
    assertThat(click("sale", TestRoom.PERSON + " X/1", "192.0.2.1").dailyKey()).isNotEqualTo(key);
    room.clock.advance(Duration.ofDays(1));
    assertThat(click("sale", TestRoom.PERSON, "192.0.2.1").dailyKey()).isNotEqualTo(key);
  }

  @TestTemplate
  void destroysTheSaltWhenItsDayIsOver() {
    room.create("sale");
    room.follow("sale");
    room.upkeep.destroyPast();
    assertThat(salts()).isOne();
    room.clock.advance(Duration.ofDays(1));
    room.upkeep.destroyPast();
    assertThat(salts()).isZero();
  }

  @TestTemplate
  void forgetsTheKeyOfWhoDoesNotWantToBeTracked() {
    room.create("sale");
    assertThat(keyed(Map.of())).contains("v-1");
    Identifier visitor = new Identifier(Kind.VISITOR, "v-1", Optional.empty(), false);
    assertThat(room.bus.records().get(0).partitionKey()).isEqualTo(visitor.partitionKey());
    assertThat(keyed(Map.of("dnt", "1"))).isEmpty();
    assertThat(keyed(Map.of("sec-gpc", "1"))).isEmpty();
    assertThat(keyed(Map.of("dnt", "0"))).contains("v-1");
    assertThat(keyed(Map.of("user-agent", TestRoom.ROBOT))).isEmpty();
  }

  @TestTemplate
  void tellsNoRecipientWhoDoesNotWantToBeTracked() {
    UUID id = Ids.next(room.clock.instant());
    Optional<UUID> recipient = Optional.of(Ids.next(room.clock.instant()));
    room.deliver(
        new MakeRequestedLinks(room.domains, room.routes, room.bus), personal(id, recipient));
    String slug = room.links.find(id).orElseThrow().slug();
    room.bus.clear();

    room.follow(room.visit(slug, TestRoom.PERSON, "192.0.2.1"));
    room.follow(room.visit(slug, TestRoom.PERSON, "192.0.2.1", "sec-gpc", "1"));
    room.follow(room.visit(slug, TestRoom.PERSON, "192.0.2.1", "dnt", "1"));

    assertThat(room.bus.data(ClickRecorded.class))
        .extracting(click -> click.origin().recipient())
        .containsExactly(recipient, Optional.empty(), Optional.empty());
    assertThat(room.bus.data(ClickRecorded.class))
        .extracting(click -> click.origin().network())
        .containsOnly(Optional.of("email"));
  }

  private static LinkRequested personal(UUID id, Optional<UUID> recipient) {
    var origin =
        new Origin(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("email"),
            Optional.empty(),
            recipient);
    return new LinkRequested(id, URI.create("https://example.org/offer"), Optional.empty(), origin);
  }

  @TestTemplate
  void leadsNobodyOnWhoseClickWouldBeLost() {
    room.create("sale");
    Bus full =
        new Bus() {
          @Override
          public void append(Transaction transaction, List<BusRecord> records) {}

          @Override
          public CompletionStage<Void> append(List<BusRecord> records) {
            return CompletableFuture.failedFuture(new Busy("Full", Duration.ofSeconds(1)));
          }

          @Override
          public void because(BusRecord cause, Runnable work) {
            work.run();
          }

          @Override
          public void forget(Transaction transaction, String group) {}

          @Override
          public void erase(Transaction transaction, Collection<String> partitionKeys) {}
        };
    Loads loads = new Loads();
    FollowLinks redirects = new FollowLinks(room.store, loads, room.domains, room.routes, full);
    CompletableFuture<Answer> answer =
        redirects.follow(room.visit("sale", TestRoom.PERSON, "192.0.2.1")).toCompletableFuture();
    assertThatThrownBy(answer::join).hasCauseInstanceOf(Busy.class);
    loads.close();
  }

  private Visit at(String host) {
    return new Visit(
        host,
        "sale",
        false,
        Map.of("user-agent", TestRoom.PERSON),
        "192.0.2.1",
        Optional.empty(),
        room.clock.instant());
  }

  private Optional<String> keyed(Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(Map.of("user-agent", TestRoom.PERSON));
    all.putAll(headers);
    room.bus.clear();
    room.follow(
        new Visit(
            "go.example.org",
            "sale",
            false,
            all,
            "192.0.2.1",
            Optional.of("v-1"),
            room.clock.instant()));
    return room.bus.data(ClickRecorded.class).get(0).visitorKey();
  }

  private ClickRecorded click(String slug, String agent, String address) {
    room.bus.clear();
    room.follow(room.visit(slug, agent, address));
    return room.bus.data(ClickRecorded.class).get(0);
  }

  private long salts() {
    return room.store.read(
        tx ->
            tx.sql("SELECT COUNT(*) AS n FROM shortening_salt")
                .first(row -> row.number("n"))
                .orElseThrow());
  }
}
