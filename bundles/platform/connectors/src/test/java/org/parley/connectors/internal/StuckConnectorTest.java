// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.connectors.internal.BadBench.PLACES;
import static org.parley.connectors.internal.BadBench.SHORT;
import static org.parley.connectors.internal.BadBench.SOON;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Account.Status;
import org.parley.api.accounts.AccountInput;
import org.parley.api.store.Store;
import org.parley.connector.Outcome;
import org.parley.testkit.StoreTest;

/** A connector that does not come back, and what others notice of it. */
@StoreTest(room = "connectors")
class StuckConnectorTest {
  /** A busy machine may be so slow that a call is given up before it has begun. */
  private static final Duration FILLING = Duration.ofSeconds(60);

  private final Store store;
  private BadBench world;

  StuckConnectorTest(Store store) {
    this.store = store;
    world = new BadBench(store, Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @TestTemplate
  void answersAndLetsAConnectorGoThatNeverEndsLayingItsRoutes() {
    var stuck = new BadConnector("stuck").laying(settings -> world.block());
    world.bench().board.join(stuck);
    CompletableFuture<UUID> adding =
        CompletableFuture.supplyAsync(() -> world.add("stuck", "Stuck", ""));
    UUID good = world.connect(new BadConnector("good").publishing(() -> Outcome.delivered("r")));

    await().atMost(SOON).until(() -> world.status(good) == Status.ONLINE);
    UUID account = adding.orTimeout(10, TimeUnit.SECONDS).join();
    await().atMost(SOON).until(() -> world.status(account) == Status.OFFLINE);
    var leaving = CompletableFuture.runAsync(() -> world.bench().board.leave(stuck));
    assertThat(leaving).succeedsWithin(SOON);
  }

  @TestTemplate
  void laysNoAccountAgainThatItIsLayingYetAndServesTheOthers() {
    var laid = new AtomicInteger();
    UUID bad =
        world.connect(
            new BadConnector("trial")
                .laying(
                    words -> {
                      if (words.equals("bad")) {
                        laid.incrementAndGet();
                        world.block();
                      }
                    }),
            "bad");
    for (int look = 0; look < 5; look++) {
      world.bench().board.refresh("trial");
    }

    UUID good = world.add("trial", "Good", "good");

    await().atMost(SOON).until(() -> world.status(good) == Status.ONLINE);
    assertThat(laid).hasValue(1);
    assertThat(world.bench().desk.find(bad).orElseThrow().account().statusText())
        .contains("has not ended");
    world.mend();
    await().atMost(SOON).until(() -> isOnlineAfterALook(bad));
  }

  @TestTemplate
  void servesOtherAccountsHoweverManyNeverEndLayingTheirRoutes() {
    var bad =
        new BadConnector("trial")
            .laying(
                words -> {
                  if (words.equals("bad")) {
                    world.block();
                  }
                });
    world.connect(bad, "bad");
    for (int more = 2; more <= 6; more++) {
      world.add("trial", "Bad " + more, "bad");
    }

    UUID good = world.add("trial", "Good", "good");

    await().atMost(SOON).until(() -> world.status(good) == Status.ONLINE);
  }

  @TestTemplate
  void answersWhoEntersSettingsThatAreNeverMade() {
    BadConnector.MAKING.put("endless", world::block);
    UUID good = world.connect(new BadConnector("trial"), "good");
    var entering =
        IntStream.range(0, 5)
            .mapToObj(
                each ->
                    CompletableFuture.runAsync(() -> world.add("trial", "Bad " + each, "endless")))
            .toList();

    assertThat(entering)
        .allSatisfy(
            each ->
                assertThat(each)
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withMessageContaining("did not answer"));
    assertThat(world.bench().desk.test(input("Tried", "endless"), Optional.empty()).report())
        .contains("did not answer");
    UUID another = world.add("trial", "Another", "good");
    await().atMost(SOON).until(() -> world.status(another) == Status.ONLINE);
    assertThat(world.status(good)).isEqualTo(Status.ONLINE);
  }

  /** As when somebody signs an account in while its routes are being laid. */
  @TestTemplate
  void givesItsSettingsToAllWhoNeedThemAtOnce() throws Exception {
    world.close();
    world = new BadBench(store, new Limits(FILLING, FILLING, 3, SOON, SHORT));
    UUID account = world.connect(new BadConnector("trial"), "slow");
    var making = new CountDownLatch(1);
    BadConnector.MAKING.put(
        "slow",
        () -> {
          making.countDown();
          world.block();
        });
    var first = new FutureTask<>(() -> signIn(account));
    new Thread(first).start();
    assertThat(making.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    var second = new FutureTask<>(() -> signIn(account));
    var waiting = new Thread(second);
    waiting.start();
    await().until(() -> second.isDone() || waiting.getState() == Thread.State.TIMED_WAITING);

    world.mend();

    assertThat(first.get(SOON.toSeconds(), TimeUnit.SECONDS)).contains("sign in by their settings");
    assertThat(second.get(SOON.toSeconds(), TimeUnit.SECONDS))
        .contains("sign in by their settings");
  }

  private String signIn(UUID account) {
    try {
      return world.bench().signIns.begin(account, Optional.empty(), Bench.ADA).toString();
    } catch (ParleyException e) {
      return e.getMessage();
    }
  }

  @TestTemplate
  void servesOtherAccountsAndLeavesWhereSettingsAreMadeNoMore() {
    var connector = new BadConnector("trial");
    UUID bad = world.connect(connector, "endless");
    UUID good = world.add("trial", "Good", "good");
    world.bench().board.leave(connector);
    BadConnector.MAKING.put("endless", world::block);

    world.bench().board.join(connector);

    await().atMost(SOON).until(() -> world.status(good) == Status.ONLINE);
    await().atMost(SOON).until(() -> world.status(bad) == Status.OFFLINE);
    var leaving = CompletableFuture.runAsync(() -> world.bench().board.leave(connector));
    assertThat(leaving).succeedsWithin(SOON);
  }

  @TestTemplate
  void waitsForNoAccountsThatHangOneAfterTheOther() {
    world.close();
    var step = Duration.ofSeconds(5);
    world = new BadBench(store, new Limits(SOON, step, 3, SHORT, SHORT));
    var connector = new BadConnector("trial").ending(world::block);
    UUID good = world.connect(connector, "good");
    List<UUID> bad =
        IntStream.range(0, 6)
            .mapToObj(each -> world.add("trial", "Bad " + each, "endless"))
            .toList();

    var leaving = CompletableFuture.runAsync(() -> world.bench().board.leave(connector));
    assertThat(leaving).succeedsWithin(step.multipliedBy(4));
    BadConnector.MAKING.put("endless", world::block);
    world.bench().board.join(new BadConnector("trial"));

    await().atMost(step.multipliedBy(4)).until(() -> world.status(good) == Status.ONLINE);
    await()
        .atMost(SOON)
        .until(() -> bad.stream().allMatch(each -> world.status(each) == Status.OFFLINE));
    assertThat(CompletableFuture.runAsync(() -> world.bench().board.refresh("trial")))
        .succeedsWithin(SOON);
  }

  @TestTemplate
  void givesTriesThatNeverReturnAFewThreadsAndNoMore() {
    world.close();
    var limits = new Limits(SOON, SHORT, 2, SHORT, SHORT);
    world = new BadBench(store, limits);
    var inside = new AtomicInteger();
    world
        .bench()
        .board
        .join(
            new BadConnector("trial")
                .checking(
                    () -> {
                      inside.incrementAndGet();
                      world.block();
                    }));

    for (int each = 0; each < 3 * limits.ofTrials().places(); each++) {
      world.bench().desk.test(input("Tried", ""), Optional.empty());
    }

    assertThat(inside).hasPositiveValue().hasValueLessThanOrEqualTo(limits.ofTrials().places());
  }

  @TestTemplate
  void makesSettingsOnceHoweverOftenTheirAccountIsSwitchedOn() {
    var made = new AtomicInteger();
    UUID account = world.connect(new BadConnector("trial"), "endless");
    BadConnector.MAKING.put(
        "endless",
        () -> {
          made.incrementAndGet();
          world.block();
        });

    for (int each = 0; each < 3; each++) {
      var desk = world.bench().desk;
      desk.disable(account, versionOf(account), Bench.ADA);
      desk.enable(account, versionOf(account), Bench.ADA);
    }

    assertThat(made).hasValue(1);
    assertThat(world.status(account)).isEqualTo(Status.OFFLINE);
    world.mend();
    await().atMost(SOON).until(() -> isOnlineAfterALook(account));
  }

  private long versionOf(UUID account) {
    return world.bench().desk.find(account).orElseThrow().version();
  }

  private static AccountInput input(String name, String words) {
    return Bench.input("trial", name, Map.of("words", words));
  }

  @TestTemplate
  void keepsNoRoutesThatAreLaidAfterTheyWereGivenUp() {
    var contexts = new CopyOnWriteArrayList<CamelContext>();
    var laid = new AtomicInteger();
    world.bench().board.addPart(contexts::add);
    UUID account =
        world.connect(
            new BadConnector("trial")
                .laying(
                    words -> {
                      world.block();
                      laid.incrementAndGet();
                    }));
    var tested = world.bench().desk.test(Bench.input("trial", "Tried", Map.of()), Optional.empty());
    assertThat(tested.report()).contains("did not answer");
    world.bench().desk.disable(account, 1, Bench.ADA);

    world.mend();

    await().atMost(SOON).until(() -> laid.get() == 2);
    await()
        .atMost(SOON)
        .during(SHORT)
        .until(() -> contexts.stream().allMatch(context -> context.getRoutes().isEmpty()));
    assertThat(contexts).hasSize(1);
  }

  @TestTemplate
  void keepsNoRoutesThatStartAfterTheyWereGivenUp() {
    var contexts = new CopyOnWriteArrayList<CamelContext>();
    var started = new CountDownLatch(1);
    world.bench().board.addPart(contexts::add);
    UUID account =
        world.connect(
            new BadConnector("trial")
                .starting(
                    () -> {
                      world.block();
                      Thread.currentThread().interrupt();
                      started.countDown();
                    }));
    world.bench().desk.disable(account, 1, Bench.ADA);

    world.mend();

    await().atMost(SOON).until(() -> started.getCount() == 0);
    await().atMost(SOON).until(() -> definitions(contexts.get(0)).isEmpty());
    assertThat(contexts.get(0).getRoutes()).isEmpty();
  }

  private static List<RouteDefinition> definitions(CamelContext context) {
    return ((ModelCamelContext) context).getRouteDefinitions();
  }

  private boolean isOnlineAfterALook(UUID account) {
    world.bench().board.refresh("trial");
    return world.status(account) == Status.ONLINE;
  }

  @TestTemplate
  void givesCodeThatNeverReturnsAFewThreadsAndNoMore() throws Exception {
    world.close();
    world = new BadBench(store, SHORT);
    var inside = new AtomicInteger();
    UUID bad =
        world.connect(
            new BadConnector("bad")
                .hearing(own -> List.of())
                .publishing(
                    () -> {
                      inside.incrementAndGet();
                      world.block();
                      return Outcome.delivered("late");
                    }));
    UUID good = world.connect(new BadConnector("good").publishing(() -> Outcome.delivered("r")));

    await().atMost(FILLING).until(() -> hangs(bad) && inside.get() == PLACES);

    assertThat(world.failureOf(world.publishOn("bad", bad)))
        .hasMessageContaining("has not ended " + PLACES + " of " + PLACES + " calls");
    assertThat(inside).hasValue(PLACES);
    assertThat(world.hook(bad, 2 * PLACES))
        .allSatisfy(taken -> assertThat(taken).succeedsWithin(SOON));
    await().atMost(SOON).until(() -> world.failureOf(world.publishOn("good", good)) == null);
    world.mend();
    await().atMost(SOON).until(() -> world.failureOf(world.publishOn("bad", bad)) == null);
  }

  /** Whether one more call fails; its breaker then is as before, for it shall not help here. */
  private boolean hangs(UUID account) throws Exception {
    boolean failed = world.failureOf(world.publishOn("bad", account)) != null;
    var line = world.bench().board.find("bad").flatMap(joined -> joined.line(account));
    line.orElseThrow().condition().succeeded("Answers");
    return failed;
  }
}
