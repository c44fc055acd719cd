// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.connectors.Client;
import org.parley.api.connectors.OAuth2;
import org.parley.api.security.Vault;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;
import org.parley.connector.SignInRefused;
import org.parley.connector.Token;
import org.parley.connectors.internal.TokenServer.Manner;
import org.parley.store.internal.SharedLeases;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.StoreTest;

/** Two hubs that renew one account's token, at a server that lets each refresh token serve once. */
@StoreTest(room = {"store", "connectors"})
class RacingTokensSqlTest {
  private static final UUID ACCOUNT = new UUID(7, 7);

  /** A hub that stops at this very instruction. */
  private static final class Stopped extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Store store;
  private final Bench bench;
  private final SharedLeases hereLeases;
  private final SharedLeases thereLeases;
  private final AtomicBoolean vaultAway = new AtomicBoolean();
  private TokenServer server = new TokenServer(Manner.STRICT);

  RacingTokensSqlTest(Store store) {
    this.store = store;
    bench = new Bench(store);
    hereLeases = leases();
    thereLeases = leases();
    hereLeases.beat();
    thereLeases.beat();
  }

  @AfterEach
  void close() {
    bench.close();
    server.close();
  }

  @TestTemplate
  void losesNothingWhenAThousandThreadsOfTwoHubsRace() throws Exception {
    signIn();
    List<Tokens> hubs = List.of(tokens(hereLeases), tokens(thereLeases));
    Queue<String> lost = new ConcurrentLinkedQueue<>();
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch begin = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1000);
    IntStream.range(0, 1000)
        .forEach(
            number ->
                new Thread(
                        () -> {
                          try {
                            begin.await();
                            call(hubs.get(number % 2), calls);
                          } catch (CallFailed | InterruptedException e) {
                            lost.add(e + "");
                          } finally {
                            done.countDown();
                          }
                        })
                    .start());
    begin.countDown();

    assertThat(done.await(5, TimeUnit.MINUTES)).isTrue();
    assertThat(lost).isEmpty();
    assertThat(server.thefts()).isZero();
    assertThat(server.given()).isGreaterThan(10);
  }

  /** Ten calls, of which the vendor lets one in a hundred end the token of all. */
  private void call(Tokens tokens, AtomicInteger calls) throws CallFailed {
    for (int i = 0; i < 10; i++) {
      if (calls.incrementAndGet() % 500 == 0) {
        server.expire();
      }
      Held held = tokens.current();
      for (int again = 0; again < 20 && !server.takes(held.access().reveal()); again++) {
        held = tokens.after(held);
      }
    }
  }

  @TestTemplate
  void goesOnAfterAHubStoppedWhereTheRefreshTokenStays() throws Exception {
    serve(Manner.STAYS);

    assertThat(afterAStop().access().reveal()).isEqualTo("access3");
  }

  @TestTemplate
  void goesOnAfterAHubStoppedWhereTheFormerOneStillServes() throws Exception {
    serve(Manner.LENIENT);

    assertThat(afterAStop().access().reveal()).isEqualTo("access3");
  }

  /** There is no read-back of a token: this one is lost, and all that is left is to say why. */
  @TestTemplate
  void saysWhyAPersonMustSignInAfterAHubStoppedWhereEachServesOnce() {
    assertThatThrownBy(this::afterAStop)
        .isInstanceOfSatisfying(
            CallFailed.class,
            failed ->
                assertThat(failed.failure())
                    .isInstanceOfSatisfying(
                        SignInRefused.class,
                        why -> assertThat(why.reason()).isEqualTo(SignInRefused.Reason.REVOKED))
                    .hasMessageStartingWith("The hub stopped or was cut off while"));
    assertThat(row().refused()).contains(SignInRefused.Reason.REVOKED);
  }

  /** One hub stops between the vendor's answer and its commit, and another takes over. */
  private Held afterAStop() throws CallFailed {
    signIn();
    Tokens stopping =
        new Tokens(
            hub(hereLeases),
            ACCOUNT,
            Duration.ofMinutes(1),
            last -> {
              flow().renew(last);
              throw new Stopped();
            });
    Held held = stopping.current();
    assertThatThrownBy(() -> stopping.after(held)).isInstanceOf(Stopped.class);
    hereLeases.close();
    return tokens(thereLeases).after(held);
  }

  @TestTemplate
  void usesFromMemoryWhatCannotBeKeptAndKeepsItLater() throws Exception {
    signIn();
    Tokens tokens = tokens(hereLeases);
    Held held = tokens.current();

    vaultAway.set(true);
    Held next = tokens.after(held);
    assertThat(server.takes(next.access().reveal())).isTrue();
    assertThat(tokens.current()).isEqualTo(next);
    assertThat(row().turn()).isEqualTo(1);

    vaultAway.set(false);
    assertThat(tokens.current()).isEqualTo(next);
    assertThat(row().turn()).isEqualTo(2);
    assertThat(tokens(thereLeases).current()).isEqualTo(next);
    assertThat(server.thefts()).isZero();
  }

  /** Its routes are laid anew with each change of the account. */
  @TestTemplate
  void handsOnToTheNextRoutesWhatCouldNotBeKept() throws Exception {
    signIn();
    Hub hub = hub(hereLeases);
    Tokens before = tokens(hub);
    Held held = before.current();
    vaultAway.set(true);
    Held next = before.after(held);

    vaultAway.set(false);
    assertThat(tokens(hub).current()).isEqualTo(next);
    assertThat(row().turn()).isEqualTo(2);
    assertThat(tokens(thereLeases).current()).isEqualTo(next);
    assertThat(server.thefts()).isZero();
  }

  /** It would go to where the account led before. */
  @TestTemplate
  void givesNothingToRoutesOfWhatTheAccountWas() {
    signIn();
    Hub hub = hub(hereLeases);
    hub.turns().of(ACCOUNT).version = 1;

    assertThatThrownBy(() -> tokens(hub).current())
        .isInstanceOfSatisfying(CallFailed.class, failed -> assertThat(failed.isCrowded()).isTrue())
        .hasMessageContaining("just been changed");
    assertThat(server.server.requests()).isEmpty();
  }

  @TestTemplate
  void letsTheNextRoutesInOnceTheFormerHaveRenewed() throws Exception {
    signIn();
    Hub hub = hub(hereLeases);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    Tokens before =
        new Tokens(
            hub,
            ACCOUNT,
            Duration.ofMinutes(1),
            last -> {
              asked.countDown();
              waitFor(answer);
              return flow().renew(last);
            });
    Held held = before.current();
    var first = CompletableFuture.supplyAsync(() -> after(before, held));
    waitFor(asked);
    var second = CompletableFuture.supplyAsync(() -> after(tokens(hub), held));
    answer.countDown();

    assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(first.get(30, TimeUnit.SECONDS));
    assertThat(server.thefts()).isZero();
    assertThat(server.given()).isEqualTo(2);
  }

  @TestTemplate
  void goesOnWithATokenThatStillHoldsWhileTheVendorIsDown() throws Exception {
    signIn(Duration.ofSeconds(30));
    Tokens tokens = tokens(hereLeases);
    server.server.then(Answer.of(503, ""), Answer.of(503, ""));

    assertThat(tokens.current().access().reveal()).isEqualTo("access1");
    assertThat(tokens.current().access().reveal()).isEqualTo("access1");
    assertThat(server.server.requests()).hasSize(1);
  }

  @TestTemplate
  void keepsNothingOfWhoHasSignedOutMeanwhile() throws Exception {
    signIn();
    Tokens tokens =
        new Tokens(
            hub(hereLeases),
            ACCOUNT,
            Duration.ofMinutes(1),
            last -> {
              store.inTransaction(
                  transaction -> {
                    SignInRows.leave(transaction, ACCOUNT);
                    return last;
                  });
              bench.vault.remove(Tokens.nameOf(ACCOUNT));
              return held("late", "late");
            });
    Held held = tokens.current();

    assertThatThrownBy(() -> tokens.after(held))
        .isInstanceOf(CallFailed.class)
        .hasMessageContaining("signed out");
    assertThat(bench.vault).doesNotContainKey(Tokens.nameOf(ACCOUNT));
  }

  private void serve(Manner manner) {
    server.close();
    server = new TokenServer(manner);
  }

  /** As a person did; the server has given the first pair. */
  private void signIn() {
    signIn(Duration.ofHours(1));
  }

  private void signIn(Duration span) {
    server.first();
    var granted =
        new Granted(
            new Held(
                new Token(
                    new Secret("access1"),
                    Optional.of(new Secret("refresh1")),
                    Optional.of(Clock.systemUTC().instant().plus(span)),
                    Map.of()),
                Optional.empty(),
                Lasting.UNTOLD),
            Optional.empty());
    store.inTransaction(
        transaction -> {
          var by = new SignInRows.By(ACCOUNT, Optional.empty(), "ada", Clock.systemUTC().instant());
          SignInRows.sign(transaction, granted, by);
          return granted;
        });
    bench.vault.put(Tokens.nameOf(ACCOUNT), granted.held().write());
  }

  private static Held held(String access, String refresh) {
    return Held.of(
        new Token(
            new Secret(access), Optional.of(new Secret(refresh)), Optional.empty(), Map.of()));
  }

  private SignInRows.Stored row() {
    return store.read(transaction -> SignInRows.find(transaction, ACCOUNT)).orElseThrow();
  }

  private Tokens tokens(Leases leases) {
    return tokens(hub(leases));
  }

  private Tokens tokens(Hub hub) {
    return new Tokens(hub, ACCOUNT, Duration.ofMinutes(1), last -> flow().renew(last));
  }

  private static Held after(Tokens tokens, Held refused) {
    try {
      return tokens.after(refused);
    } catch (CallFailed e) {
      throw new AssertionError(e);
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Flow flow() {
    OAuth2 scheme =
        OAuth2.of(OAuth2.Code.at("{address}/authorize"), "{address}/token", Client.entered("", ""));
    var flows =
        new Flows(
            new TrialVendor(scheme).descriptor(),
            Map.of("address", URI.create(server.address())),
            bench.board.hub());
    return flows.flow(new AppKeys("app", Optional.of(new Secret("s"))), "").orElseThrow();
  }

  private SharedLeases leases() {
    return new SharedLeases(store, UUID.randomUUID(), Duration.ofMinutes(5), System::nanoTime);
  }

  private Hub hub(Leases leases) {
    Hub hub = bench.board.hub();
    return new Hub(
        store,
        leases,
        new Turns(leases),
        hub.bus(),
        new VaultThatGoesAway(hub.vault()),
        hub.clock(),
        hub.threads(),
        hub.clockwork(),
        hub.outlets(),
        hub.leave(),
        hub.limits(),
        hub.outside(),
        hub.client(),
        hub.budgets());
  }

  private final class VaultThatGoesAway implements Vault {
    private final Vault vault;

    VaultThatGoesAway(Vault vault) {
      this.vault = vault;
    }

    @Override
    public Optional<Secret> find(String name) {
      return vault.find(name);
    }

    @Override
    public void put(String name, Secret secret) {
      if (vaultAway.get()) {
        throw new ParleyException(Fault.HUB, "The database is away");
      }
      vault.put(name, secret);
    }

    @Override
    public void forget(String name) {
      vault.forget(name);
    }

    @Override
    public int rotate() {
      return vault.rotate();
    }
  }
}
