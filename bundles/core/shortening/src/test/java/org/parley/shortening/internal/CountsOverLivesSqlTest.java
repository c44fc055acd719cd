// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.links.Link;
import org.parley.api.links.Link.Clicks;
import org.parley.api.links.Redirects.Visit;
import org.parley.api.store.Bells;
import org.parley.api.store.Store;
import org.parley.bus.internal.FedBus;
import org.parley.testkit.RecordingBus;
import org.parley.testkit.StoreTest;

/**
 * Several threads follow links while the hub stops and starts again, always behind with counting.
 */
@StoreTest(room = {"bus", "shortening"})
class CountsOverLivesSqlTest {
  private static final int LIVES = 3;
  private static final int THREADS = 4;
  private static final int CLICKS = 150;
  private static final int VISITORS = 90;

  private final Store store;
  private final Loads loads = new Loads();
  private final Settings settings = Settings.of("https://go.example.org");
  private final Domains domains = new Domains(settings, TestRoom.LISTENING);
  private final Routes routes;
  private final LinkQueries links;
  private final Map<String, Set<String>> came = new ConcurrentHashMap<>();
  private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();

  CountsOverLivesSqlTest(Store store) {
    this.store = store;
    routes = new Routes(settings, store, loads, Bells.ofOnlyHub());
    links = new LinkQueries(store, domains);
  }

  @AfterEach
  void close() {
    loads.close();
  }

  @TestTemplate
  void countsEachAcknowledgedClickAndEachVisitorOnce() {
    ManageLinks desk = new ManageLinks(store, domains, routes, new RecordingBus(), Instant::now);
    List<String> slugs = List.of("first", "second", "third");
    slugs.forEach(slug -> desk.create(TestRoom.input("https://example.org/" + slug, slug)));
    for (int life = 0; life < LIVES; life++) {
      live(slugs, life);
    }
    try (FedBus bus = new FedBus(store)) {
      bus.feed(new CountClicks(new Visitors(VISITORS)));
      await().atMost(30, SECONDS).untilAsserted(() -> slugs.forEach(this::assertCounted));
    }
  }

  private void assertCounted(String slug) {
    Link link = links.findBySlug(slug).orElseThrow();
    assertThat(link.clicks())
        .isEqualTo(
            new Clicks(
                acknowledged.getOrDefault(slug, 0), came.getOrDefault(slug, Set.of()).size(), 0));
  }

  /** The bus ends while clicks are yet to be counted. */
  private void live(List<String> slugs, int life) {
    try (FedBus bus = new FedBus(store)) {
      FollowLinks redirects = new FollowLinks(store, loads, domains, routes, bus);
      bus.feed(new CountClicks(new Visitors(VISITORS)));
      CompletableFuture.allOf(
              IntStream.range(0, THREADS)
                  .mapToObj(
                      thread ->
                          CompletableFuture.runAsync(
                              () -> follow(redirects, slugs, life * THREADS + thread)))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
  }

  private void follow(FollowLinks redirects, List<String> slugs, int seed) {
    Random random = new Random(seed);
    List<CompletableFuture<?>> answers = new ArrayList<>();
    for (int click = 0; click < CLICKS; click++) {
      String slug = slugs.get(random.nextInt(slugs.size()));
      String address = "192.0.2." + random.nextInt(VISITORS);
      CompletableFuture<?> answer = redirects.follow(visit(slug, address)).toCompletableFuture();
      answers.add(
          answer.thenRun(
              () -> {
                acknowledged.merge(slug, 1, Integer::sum);
                came.computeIfAbsent(slug, any -> ConcurrentHashMap.newKeySet()).add(address);
              }));
    }
    answers.forEach(CompletableFuture::join);
  }

  private static Visit visit(String slug, String address) {
    return new Visit(
        "go.example.org",
        slug,
        false,
        Map.of("user-agent", TestRoom.PERSON),
        address,
        Optional.empty(),
        Instant.now());
  }
}
