// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Account.Status;
import org.parley.api.bus.BusRecord;
import org.parley.api.connectors.Repeat;
import org.parley.api.store.Store;
import org.parley.testkit.FakeClock;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.StoreTest;

/** A system that remembers keys for an hour, counted from when it first saw one. */
@StoreTest(room = "connectors")
class ForgottenKeyRouteTest {
  private final FakeClock clock = FakeClock.at("2026-03-01T09:00:00Z");
  private final FaultServer network = new FaultServer();
  private final Bench bench;

  ForgottenKeyRouteTest(Store store) {
    bench = new Bench(store, clock);
  }

  @AfterEach
  void close() {
    bench.close();
    network.close();
  }

  @TestTemplate
  void countsFromTheFirstAttempt() {
    BusRecord post = Bench.post(connect());
    fail(post, Answer.reset(), Fault.REMOTE);
    clock.advance(Duration.ofMinutes(50));
    fail(post, Answer.reset(), Fault.REMOTE);
    clock.advance(Duration.ofMinutes(20));

    fail(post, Answer.of(200, "{\"id\":\"another\"}"), Fault.SETTINGS);

    assertThat(posts()).isEqualTo(2);
  }

  /** That this one was turned away says nothing of the first. */
  @TestTemplate
  void forgetsNothingByAClearRefusal() {
    BusRecord post = Bench.post(connect());
    fail(post, Answer.reset(), Fault.REMOTE);
    fail(post, Answer.of(429, "{}"), Fault.REMOTE);
    clock.advance(Duration.ofMinutes(70));

    fail(post, Answer.of(200, "{\"id\":\"another\"}"), Fault.SETTINGS);

    assertThat(posts()).isEqualTo(2);
  }

  private void fail(BusRecord post, Answer answer, Fault fault) {
    network.otherwise(request -> answer);
    assertThatThrownBy(() -> bench.read(post).get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            ParleyException.class, failure -> assertThat(failure.fault()).isEqualTo(fault));
  }

  private UUID connect() {
    bench.board.join(new TrialNetwork(Repeat.keyed(Duration.ofHours(1)), false, false));
    Map<String, Object> settings = Map.of("address", network.address().toString(), "key", "k");
    UUID account =
        bench.desk.create(Bench.input("trial", "Trial", settings), Bench.ADA).account().id();
    await().until(() -> bench.desk.find(account).orElseThrow().account().status() == Status.ONLINE);
    return account;
  }

  private long posts() {
    return network.requests().stream().filter(request -> request.path().equals("/posts")).count();
  }
}
