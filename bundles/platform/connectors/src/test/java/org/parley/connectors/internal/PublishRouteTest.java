// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Fault;
import org.parley.api.PageRequest;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Account.Status;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.OutwardReader;
import org.parley.api.bus.OutwardReader.Delivery;
import org.parley.api.bus.OutwardReader.Parked;
import org.parley.api.campaigns.PostFailed;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.connectors.Repeat;
import org.parley.api.store.Store;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;
import org.parley.testkit.StoreTest;

@StoreTest(room = "connectors")
class PublishRouteTest {
  private final FaultServer network = new FaultServer();
  private final Bench bench;

  PublishRouteTest(Store store) {
    bench = new Bench(store);
  }

  @BeforeEach
  void listen() {
    network.otherwise(this::answer);
  }

  @AfterEach
  void close() {
    bench.close();
    network.close();
  }

  @TestTemplate
  void publishesWithItsKeyAndTellsTheBus() throws Exception {
    BusRecord post = Bench.post(connect(Repeat.keyed()));

    publish(post);

    PostPublished published = bench.bus.data(PostPublished.class).get(0);
    assertThat(published.remoteId()).isEqualTo("r1");
    assertThat(published.post()).isEqualTo(((PostRequested) post.data()).post());
    Request sent = posts().get(0);
    assertThat(sent.headers()).containsEntry("idempotency-key", published.post().toString());
    assertThat(sent.body()).contains("O'Brien \uD83D\uDC4B");
    assertThat(bench.bus.records("post.published").get(0).partitionKey())
        .isEqualTo(post.partitionKey());
  }

  @TestTemplate
  void doesNothingMoreWithWhatIsDelivered() throws Exception {
    BusRecord post = Bench.post(connect(Repeat.keyed()));
    publish(post);

    publish(post);

    assertThat(posts()).hasSize(1);
    assertThat(bench.bus.records("post.published")).hasSize(1);
  }

  @TestTemplate
  void leavesOthersPostsAlone() throws Exception {
    connect(Repeat.keyed());

    publish(Bench.post(UUID.randomUUID()));

    assertThat(posts()).isEmpty();
  }

  @TestTemplate
  void handsBackWhatIsThrottledWithTheWishOfTheSystem() {
    BusRecord post = Bench.post(connect(Repeat.unsafe()));
    network.then(Answer.of(429, "{}", "Retry-After: 7"));

    assertThatThrownBy(() -> publish(post))
        .cause()
        .isInstanceOfSatisfying(
            ParleyException.class,
            failure -> {
              assertThat(failure.fault()).isEqualTo(Fault.REMOTE);
              assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
            });
    assertThat(posts()).hasSize(1);
  }

  @TestTemplate
  void tellsTheBusWhatTheSystemRefuses() throws Exception {
    UUID account = connect(Repeat.keyed());
    network.then(Answer.of(422, "{\"error\":\"too long\"}"));

    publish(Bench.post(account));

    PostFailed failed = bench.bus.data(PostFailed.class).get(0);
    assertThat(failed.fault()).isEqualTo(Fault.INPUT);
    assertThat(failed.reason()).contains("422").contains("too long");
    assertThat(status(account)).isEqualTo(Status.ONLINE);
  }

  @TestTemplate
  void refusesATeaserBeyondTheRulesBeforeItIsSent() throws Exception {
    UUID account = connect(Repeat.unsafe());

    publish(Bench.post(account, "x".repeat(101)));

    assertThat(posts()).isEmpty();
    PostFailed failed = bench.bus.data(PostFailed.class).get(0);
    assertThat(failed.fault()).isEqualTo(Fault.INPUT);
    assertThat(failed.reason()).contains("'101'").contains("at most 100");
    assertThat(status(account)).isEqualTo(Status.ONLINE);
  }

  @TestTemplate
  void readsBackBeforeItTriesAgain() throws Exception {
    BusRecord post = Bench.post(connect(Repeat.readBack(Duration.ZERO)));
    network.then(Answer.reset());
    assertThatThrownBy(() -> publish(post)).cause().isInstanceOf(ParleyException.class);
    network.then(Answer.of(200, "{\"id\":\"there\"}"));

    publish(post);

    assertThat(bench.bus.data(PostPublished.class).get(0).remoteId()).isEqualTo("there");
    assertThat(posts()).hasSize(1);
  }

  @TestTemplate
  void triesAgainWhatIsNotThere() throws Exception {
    BusRecord post = Bench.post(connect(Repeat.readBack(Duration.ZERO)));
    network.then(Answer.of(500, "oops"));
    assertThatThrownBy(() -> publish(post)).cause().isInstanceOf(ParleyException.class);
    network.then(Answer.of(200, "{}"));

    publish(post);

    assertThat(posts()).hasSize(2);
    assertThat(bench.bus.records("post.published")).hasSize(1);
  }

  @TestTemplate
  void doesNotBelieveAnAbsenceTooSoon() {
    BusRecord post = Bench.post(connect(Repeat.readBack(Duration.ofMinutes(5))));
    network.then(Answer.truncated(200, "{\"id\":"));
    assertThatThrownBy(() -> publish(post)).cause().isInstanceOf(ParleyException.class);

    assertThatThrownBy(() -> publish(post))
        .cause()
        .isInstanceOfSatisfying(
            ParleyException.class,
            failure ->
                assertThat(failure.retryAfter().orElseThrow())
                    .isGreaterThan(Duration.ofMinutes(4)));
    assertThat(network.requests()).noneMatch(request -> request.path().startsWith("/posts?"));
  }

  @TestTemplate
  void asksAPersonWhereNothingCanTell() throws Exception {
    BusRecord post = Bench.post(connect(Repeat.unsafe()));
    network.then(Answer.nonsense());

    assertThatThrownBy(() -> publish(post))
        .cause()
        .isInstanceOfSatisfying(
            ParleyException.class,
            failure -> assertThat(failure.fault()).isEqualTo(Fault.SETTINGS));
    assertThat(bench.bus.records("post.failed")).hasSize(1);
    assertThat(bench.desk.unclear(PageRequest.first(10)).items()).hasSize(1);

    bench.read(new Delivery(post, 2, true)).get(10, TimeUnit.SECONDS);
    assertThat(bench.bus.records("post.published")).hasSize(1);
    assertThat(bench.desk.unclear(PageRequest.first(10)).items()).isEmpty();
  }

  @TestTemplate
  void neverRepeatsARequestByItself() {
    BusRecord post = Bench.post(connect(Repeat.keyed()));
    network.then(Answer.of(503, "{}"));

    assertThatThrownBy(() -> publish(post)).cause().isInstanceOf(ParleyException.class);

    assertThat(posts()).hasSize(1);
  }

  @TestTemplate
  void understandsAMalformedAnswerAsUnknown() {
    BusRecord post = Bench.post(connect(Repeat.keyed()));
    network.then(Answer.of(200, "<html>"));

    assertThatThrownBy(() -> publish(post))
        .cause()
        .isInstanceOfSatisfying(
            ParleyException.class,
            failure -> {
              assertThat(failure.fault()).isEqualTo(Fault.REMOTE);
              assertThat(failure).hasMessageContaining("cannot be understood");
            });
  }

  @TestTemplate
  void holdsEverythingWhileTheSignInIsRefused() {
    UUID account = connect(Repeat.keyed());
    network.then(Answer.of(401, "{}"));
    assertThatThrownBy(() -> publish(Bench.post(account)))
        .cause()
        .isInstanceOf(ParleyException.class);
    assertThat(status(account)).isEqualTo(Status.OFFLINE);

    var waiting = bench.read(Bench.post(account));
    assertThat(posts()).hasSize(1);
    assertThat(waiting).isNotDone();

    assertThat(bench.desk.test(account).fault()).isEmpty();
    await().untilAsserted(() -> assertThat(waiting).isCompleted());
    assertThat(status(account)).isEqualTo(Status.ONLINE);
  }

  @TestTemplate
  void renewsAnExpiredTokenAndGoesOn() throws Exception {
    bench.board.join(new TrialNetwork(Repeat.keyed(), true, false));
    UUID account = create();
    network.otherwise(
        request ->
            request.path().equals("/posts")
                    && !"Bearer t2".equals(request.headers().get("authorization"))
                ? Answer.of(401, "{}")
                : answer(request));

    publish(Bench.post(account));

    assertThat(posts())
        .extracting(request -> request.headers().get("authorization"))
        .containsExactly("Bearer t1", "Bearer t2");
    assertThat(bench.vault)
        .hasEntrySatisfying(
            "account/" + account + "/token", token -> assertThat(token.reveal()).contains("t2"));
  }

  @TestTemplate
  void signsInAnewWhenTheAccountIsAnother() throws Exception {
    bench.board.join(new TrialNetwork(Repeat.keyed(), true, false));
    UUID account = create();
    publish(Bench.post(account));
    String address = network.address().toString();

    change(account, "Renamed", Map.of("address", address));
    publish(Bench.post(account));
    change(account, "Renamed", Map.of("address", address, "key", "another"));
    publish(Bench.post(account));

    assertThat(posts())
        .extracting(request -> request.headers().get("authorization"))
        .containsExactly("Bearer t1", "Bearer t1", "Bearer t2");
  }

  @TestTemplate
  void tellsThatAPostWasGivenUpWhenItsTriesCameToNothing(Store store) {
    BusRecord post = Bench.post(connect(Repeat.keyed()));
    network.then(Answer.of(500, "oops"));
    assertThatThrownBy(() -> publish(post)).cause().isInstanceOf(ParleyException.class);
    assertThat(bench.bus.records("post.failed")).isEmpty();

    giveUp(store, post);

    PostFailed failed = bench.bus.data(PostFailed.class).get(0);
    assertThat(failed.post()).isEqualTo(((PostRequested) post.data()).post());
    assertThat(failed.fault()).isEqualTo(Fault.REMOTE);
    assertThat(failed.reason()).isEqualTo("Still down");
  }

  @TestTemplate
  void tellsOnceOfAPostThatIsUnclear(Store store) {
    BusRecord post = Bench.post(connect(Repeat.unsafe()));
    network.then(Answer.nonsense());
    assertThatThrownBy(() -> publish(post)).cause().isInstanceOf(ParleyException.class);

    giveUp(store, post);

    assertThat(bench.bus.records("post.failed")).hasSize(1);
  }

  @TestTemplate
  void saysNothingOfOthersPostsThatAreGivenUp(Store store) {
    connect(Repeat.keyed());

    giveUp(store, Bench.post(UUID.randomUUID()));

    assertThat(bench.bus.records("post.failed")).isEmpty();
  }

  private void giveUp(Store store, BusRecord record) {
    OutwardReader reader = bench.reader(record.type());
    store.inTransaction(
        transaction -> {
          reader.parked(transaction, new Parked(record, Fault.REMOTE, "Still down"));
          return record;
        });
  }

  @TestTemplate
  void reportsASystemThatIsAway() {
    UUID account = connect(Repeat.keyed());
    network.close();

    assertThatThrownBy(() -> publish(Bench.post(account)))
        .cause()
        .hasMessageContaining("cannot be reached");
    assertThat(status(account)).isEqualTo(Status.DEGRADED);
  }

  private UUID connect(Repeat repeat) {
    bench.board.join(new TrialNetwork(repeat, false, false));
    return create();
  }

  private UUID create() {
    Map<String, Object> settings = Map.of("address", network.address().toString(), "key", "k");
    UUID account =
        bench.desk.create(Bench.input("trial", "Trial", settings), Bench.ADA).account().id();
    await()
        .untilAsserted(
            () -> {
              Account seen = bench.desk.find(account).orElseThrow().account();
              assertThat(seen.status()).as(seen.statusText()).isEqualTo(Status.ONLINE);
            });
    return account;
  }

  private void change(UUID account, String name, Map<String, Object> settings) {
    long version = bench.desk.find(account).orElseThrow().version();
    bench.desk.change(account, version, Bench.input("trial", name, settings), Bench.ADA);
    await().until(() -> status(account) == Status.ONLINE);
  }

  private Status status(UUID account) {
    return bench.desk.find(account).orElseThrow().account().status();
  }

  private void publish(BusRecord record) throws Exception {
    try {
      bench.read(record).get(10, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    }
  }

  private List<Request> posts() {
    return network.requests().stream().filter(request -> request.path().equals("/posts")).toList();
  }

  private Answer answer(Request request) {
    if (request.path().equals("/me")) {
      return Answer.of(200, "Signed in");
    }
    if (request.path().equals("/token")) {
      long count = network.requests().stream().filter(each -> each.path().equals("/token")).count();
      return Answer.of(200, "{\"token\":\"t" + count + "\"}");
    }
    return request.method().equals("POST")
        ? Answer.of(200, "{\"id\":\"r" + posts().size() + "\"}")
        : Answer.of(200, "{\"ids\":[],\"cursor\":\"c\"}");
  }
}
