// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Secret;
import org.parley.api.connectors.Repeat;
import org.parley.api.content.ItemReceived;
import org.parley.api.security.Vault;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;
import org.parley.connector.SignInRefused;
import org.parley.connector.Token;
import org.parley.store.internal.SharedLeases;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.StoreTest;

/** Two hubs with the same accounts on one database. Who does not beat is asleep to the other. */
@StoreTest(room = {"store", "connectors"})
class SeveralHubsRouteTest {
  private static final UUID ACCOUNT = new UUID(1, 2);

  private final Store store;
  private final FaultServer network = new FaultServer();
  private final SharedLeases hereLeases;
  private final SharedLeases thereLeases;
  private final Bench here;
  private Bench there;

  SeveralHubsRouteTest(Store store) {
    this.store = store;
    hereLeases = leases();
    thereLeases = leases();
    hereLeases.beat();
    thereLeases.beat();
    here = new Bench(store, hereLeases, Clock.systemUTC());
    there = new Bench(store, thereLeases, Clock.systemUTC());
  }

  private SharedLeases leases() {
    return new SharedLeases(store, UUID.randomUUID(), Duration.ofMinutes(5), System::nanoTime);
  }

  private void othersFallAsleepFor(SharedLeases hub) {
    IntStream.range(0, 6).forEach(any -> hub.beat());
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
    network.close();
  }

  private void connect() {
    Map<String, Object> settings = Map.of("address", network.address().toString(), "key", "k");
    here.connect(new TrialNetwork(Repeat.keyed(), false, true), settings);
    await().until(() -> polls() > 0);
    there.vault.putAll(here.vault);
    there.board.join(new TrialNetwork(Repeat.keyed(), false, true));
  }

  private int polls() {
    return (int)
        network.requests().stream().filter(request -> request.path().equals("/items")).count();
  }

  @TestTemplate
  void takesNothingInFromAHubThatSleptWhileItAsked() throws Exception {
    CountDownLatch asleep = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    AtomicInteger answers = new AtomicInteger();
    network.otherwise(
        request -> {
          if (!request.path().equals("/items")) {
            return Answer.of(200, "{}");
          }
          if (answers.incrementAndGet() == 1) {
            asked.countDown();
            waitFor(asleep);
            return Answer.of(200, "{\"ids\":[\"stale\"],\"cursor\":\"old\"}");
          }
          return Answer.of(200, "{\"ids\":[\"new\"],\"cursor\":\"c1\"}");
        });
    connect();
    asked.await();

    othersFallAsleepFor(thereLeases);
    await().until(() -> there.bus.records("item.received").size() == 1);
    asleep.countDown();
    await().pollDelay(Duration.ofMillis(500)).until(() -> true);

    assertThat(here.bus.records("item.received")).isEmpty();
    assertThat(there.bus.data(ItemReceived.class))
        .extracting(ItemReceived::guid)
        .containsExactly("new");
    assertThat(cursor()).isEqualTo("c1");
  }

  private String cursor() {
    return store.read(
        tx ->
            tx.sql("SELECT cursor_text FROM connectors_cursor")
                .first(row -> row.text("cursor_text"))
                .orElseThrow());
  }

  @TestTemplate
  void asksOnOneHubAndOnTheOtherOnceThatOneLeaves() {
    AtomicInteger next = new AtomicInteger();
    network.otherwise(
        request ->
            request.path().equals("/items")
                ? Answer.of(200, "{\"ids\":[\"" + next.incrementAndGet() + "\"],\"cursor\":\"c\"}")
                : Answer.of(200, "{}"));
    connect();
    await().until(() -> polls() > 5);
    assertThat(there.bus.records("item.received")).isEmpty();

    here.close();
    hereLeases.close();

    await().until(() -> !there.bus.records("item.received").isEmpty());
  }

  @TestTemplate
  void goesOnAtItsPaceAfterAClockHasJumpedAheadAndBack() {
    network.otherwise(request -> Answer.of(200, "{\"ids\":[],\"cursor\":\"c\"}"));
    here.close();
    Clock ahead = Clock.fixed(Instant.now().plus(Duration.ofDays(2)), ZoneOffset.UTC);
    try (Bench jumped = new Bench(store, hereLeases, ahead)) {
      Map<String, Object> settings = Map.of("address", network.address().toString(), "key", "k");
      jumped.connect(new TrialNetwork(Repeat.keyed(), false, true), settings);
      await().until(() -> polls() > 0);
      there.vault.putAll(jumped.vault);
    }
    hereLeases.close();
    int before = polls();

    there.board.join(new TrialNetwork(Repeat.keyed(), false, true));

    await().until(() -> polls() > before + 1);
  }

  @TestTemplate
  void signsInOnceForAllHubs() {
    AtomicInteger signIns = new AtomicInteger();
    Tokens.Renewer signIn = last -> token("t" + signIns.incrementAndGet());
    Tokens one = tokens(hereLeases, signIn);
    Tokens other = tokens(thereLeases, signIn);

    var first = CompletableFuture.supplyAsync(() -> current(one));
    var second = CompletableFuture.supplyAsync(() -> current(other));

    assertThat(first.join()).isEqualTo(second.join()).isEqualTo("t1");
    assertThat(signIns).hasValue(1);
  }

  @TestTemplate
  void takesTheTokenThatAnotherHubHasRenewed() throws Exception {
    AtomicInteger signIns = new AtomicInteger();
    Tokens.Renewer signIn = last -> token("t" + signIns.incrementAndGet());
    Tokens one = tokens(hereLeases, signIn);
    Tokens other = tokens(thereLeases, signIn);
    Held first = one.current();
    other.current();

    Held renewed = one.after(first);

    assertThat(other.after(first).access().reveal()).isEqualTo(renewed.access().reveal());
    assertThat(signIns).hasValue(2);
  }

  @TestTemplate
  void keepsNoTokenOfAHubThatSleptWhileAnotherSignedIn() throws Exception {
    Tokens other = tokens(thereLeases, last -> token("successor"));
    Tokens one =
        tokens(
            hereLeases,
            last -> {
              othersFallAsleepFor(thereLeases);
              assertThat(current(other)).isEqualTo("successor");
              return token("woken");
            });

    assertThat(one.current().access().reveal()).isEqualTo("successor");
    assertThat(here.vault.values()).anyMatch(kept -> kept.reveal().contains("successor"));
    assertThat(here.vault.values()).noneMatch(kept -> kept.reveal().contains("woken"));
  }

  @TestTemplate
  void keepsWhatASleepingHubWasGivenOnce() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Tokens other = tokens(thereLeases, last -> failed("The one before was used already"));
    Tokens one =
        tokens(
            hereLeases,
            last -> {
              if (asked.incrementAndGet() == 1) {
                return token("first");
              }
              othersFallAsleepFor(thereLeases);
              assertThatThrownBy(() -> other.after(token("first"))).isInstanceOf(CallFailed.class);
              return token("second");
            });
    Held first = one.current();
    other.current();

    assertThat(one.after(first).access().reveal()).isEqualTo("second");
    assertThat(other.after(first).access().reveal()).isEqualTo("second");
  }

  private static Held failed(String why) throws CallFailed {
    throw new CallFailed(new SignInRefused(SignInRefused.Reason.REVOKED, why), false);
  }

  private static Held token(String access) {
    return Held.of(new Token(new Secret(access), Optional.empty(), Optional.empty(), Map.of()));
  }

  private static String current(Tokens tokens) {
    try {
      return tokens.current().access().reveal();
    } catch (CallFailed e) {
      throw new AssertionError(e);
    }
  }

  private Tokens tokens(Leases leases, Tokens.Renewer signIn) {
    Hub hub = here.board.hub();
    Vault shared = hub.vault();
    Hub mine =
        new Hub(
            store,
            leases,
            new Turns(leases),
            hub.bus(),
            shared,
            hub.clock(),
            hub.threads(),
            hub.clockwork(),
            hub.outlets(),
            hub.leave(),
            hub.limits(),
            hub.outside(),
            hub.client(),
            hub.budgets());
    return new Tokens(mine, ACCOUNT, Duration.ofMinutes(1), signIn);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("Nobody went on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
