// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.PageRequest;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.links.Link;
import org.parley.api.links.Link.Clicks;
import org.parley.api.links.LinkCreated;
import org.parley.api.links.LinkRefused;
import org.parley.api.links.LinkRequested;
import org.parley.api.links.Origin;
import org.parley.api.links.Redirects.Answer;
import org.parley.api.links.Redirects.Visit;
import org.parley.api.store.Bells;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.bus.internal.FedBus;
import org.parley.testkit.StoreTest;

/** A link's life over the real bus: asked for, made, followed, counted. */
@StoreTest(room = {"bus", "shortening"})
class LinkJourneySqlTest {
  private final FedBus bus;
  private final Loads loads = new Loads();
  private final FollowLinks redirects;
  private final LinkQueries links;
  private final Created created = new Created();
  private final Refused refused = new Refused();

  LinkJourneySqlTest(Store store) {
    Settings settings = Settings.of("https://go.example.org");
    Domains domains = new Domains(settings, TestRoom.LISTENING);
    Routes routes = new Routes(settings, store, loads, Bells.ofOnlyHub());
    bus = new FedBus(store);
    redirects = new FollowLinks(store, loads, domains, routes, bus);
    links = new LinkQueries(store, domains);
    bus.feed(new MakeRequestedLinks(domains, routes, bus));
    bus.feed(new CountClicks());
    bus.feed(created);
    bus.feed(refused);
  }

  @AfterEach
  void close() {
    bus.close();
    loads.close();
  }

  @TestTemplate
  void countsEveryAnsweredClick() throws Exception {
    UUID id = Ids.next(Instant.now());
    request(id, "https://example.org/offer");
    await().atMost(20, SECONDS).until(() -> links.find(id).isPresent());
    Link link = links.find(id).orElseThrow();

    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int click = 0; click < 300; click++) {
      answers.add(follow(link.slug(), TestRoom.PERSON, "192.0.2." + click % 40));
      if (click % 3 == 0) {
        answers.add(follow(link.slug(), TestRoom.ROBOT, "192.0.2.200"));
      }
    }
    for (CompletableFuture<Answer> answer : answers) {
      assertThat(answer.get(20, SECONDS)).isEqualTo(new Answer.Follow(link.target()));
    }
    await()
        .atMost(20, SECONDS)
        .untilAsserted(
            () ->
                assertThat(links.find(id).orElseThrow().clicks())
                    .isEqualTo(new Clicks(300, 40, 100)));
  }

  @TestTemplate
  void makesALinkOnceHoweverOftenItIsAskedFor() {
    UUID id = Ids.next(Instant.now());
    request(id, "https://example.org/offer");
    request(id, "https://example.org/offer");
    UUID after = Ids.next(Instant.now());
    request(after, "https://example.org/after");
    await().atMost(20, SECONDS).until(() -> created.said(after) == 1);
    await().atMost(20, SECONDS).until(() -> created.said(id) == 1);
    assertThat(links.find(id).orElseThrow().version()).isOne();
  }

  @TestTemplate
  void refusesARequestForATargetThatNoLinkMayHave() {
    UUID bad = Ids.next(Instant.now());
    request(bad, "javascript:alert(1)");

    await().atMost(20, SECONDS).until(() -> refused.reasons().containsKey(bad));
    assertThat(refused.reasons().get(bad)).contains("only http and https are accepted");
    assertThat(links.find(bad)).isEmpty();
    assertThat(bus.desk().parked(PageRequest.first(10)).items()).isEmpty();
  }

  private void request(UUID id, String target) {
    LinkRequested wanted = new LinkRequested(id, URI.create(target), Optional.empty(), Origin.NONE);
    bus.append(List.of(BusRecord.of("/test", id.toString(), Instant.now(), wanted)))
        .toCompletableFuture()
        .join();
  }

  private CompletableFuture<Answer> follow(String slug, String agent, String address) {
    Visit visit =
        new Visit(
            "go.example.org",
            slug,
            false,
            Map.of("user-agent", agent),
            address,
            Optional.empty(),
            Instant.now());
    return redirects.follow(visit).toCompletableFuture();
  }

  /** Remembers which links were said to be made. */
  private static final class Created implements GroupReader {
    private final List<UUID> made = new CopyOnWriteArrayList<>();

    long said(UUID link) {
      return made.stream().filter(link::equals).count();
    }

    @Override
    public Subscription subscription() {
      return Subscription.of("test.created", Topics.LINKS, "link.created");
    }

    @Override
    public void read(Transaction tx, BusRecord record) {
      UUID link = ((LinkCreated) record.data()).link();
      tx.afterCommit(() -> made.add(link));
    }
  }

  /** Remembers which links were said not to be made, and why. */
  private static final class Refused implements GroupReader {
    private final Map<UUID, String> reasons = new ConcurrentHashMap<>();

    Map<UUID, String> reasons() {
      return reasons;
    }

    @Override
    public Subscription subscription() {
      return Subscription.of("test.refused", Topics.LINKS, "link.refused");
    }

    @Override
    public void read(Transaction tx, BusRecord record) {
      var data = (LinkRefused) record.data();
      tx.afterCommit(() -> reasons.put(data.link(), data.reason()));
    }
  }
}
