// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.connector.bluesky.ScriptedPds.error;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Account.Status;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.PostFailed;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.connectors.Capability;
import org.parley.connectorkit.Samples;
import org.parley.connectorkit.TrialHub;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

/** What the connector makes of a server in trouble, and of one that refuses. */
class BlueskyContractTest {
  private static final String POSTED = "{\"uri\":\"at://did:plc:ada/app.bsky.feed.post/x\"";

  private static final Map<String, Answer> TROUBLES =
      Map.ofEntries(
          entry("500", Answer.of(500, "{}")),
          entry("502 in HTML", Answer.of(502, "<html>")),
          entry("503 with its wish", Answer.of(503, "{}", "Retry-After: 0")),
          entry("429 with its wish", Answer.of(429, "{}", "Retry-After: 0")),
          entry("reset", Answer.reset()),
          entry("truncated", Answer.truncated(200, POSTED)),
          entry("no HTTP", Answer.nonsense()),
          entry("no JSON", Answer.of(200, "<html>")),
          entry("no object", Answer.of(200, "[]")),
          entry("no uri", Answer.of(200, "{}")),
          entry("another type", Answer.of(200, "{\"uri\":7}")),
          entry("no record", Answer.of(200, "{\"uri\":\"at://did:plc:ada\"}")));

  private static TrialHub hub;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScriptedPds pds = new ScriptedPds();

  @BeforeAll
  static void open() {
    hub = new TrialHub();
  }

  @AfterAll
  static void shut() {
    hub.close();
  }

  @AfterEach
  void close() {
    hub.bus().clear();
    threads.shutdown();
    pds.close();
  }

  @Test
  void offersNoMoreThanItDoes() {
    assertThat(new Bluesky(new Pictures(Map.of())).descriptor().capabilities())
        .containsExactlyInAnyOrder(Capability.PUBLISH, Capability.MEDIA);
  }

  @Test
  void publishesUnderAKeyOfItsOwn() {
    BusRecord post = publish(Samples.AWKWARD);

    PostPublished published = hub.bus().data(PostPublished.class).get(0);
    String key = RecordKey.of(UUID.fromString(post.subject()));
    assertThat(published.remoteId()).isEqualTo("at://did:plc:ada/app.bsky.feed.post/" + key);
    assertThat(published.permalink())
        .contains(URI.create("https://bsky.app/profile/did:plc:ada/post/" + key));
    assertThat((Object) record().getString("text")).isEqualTo(Samples.AWKWARD);
    assertThat((Object) record().getCollection("langs")).hasToString("[en]");
  }

  @Test
  void losesAndDoublesNothingWhenTroubleComesFirst() {
    publishThrough(trouble -> (server, request) -> trouble);
  }

  @Test
  void losesAndDoublesNothingWhenTroubleHidesSuccess() {
    publishThrough(
        trouble ->
            (server, request) -> {
              server.answer(request);
              return trouble;
            });
  }

  /** One account meets each trouble, all at once. */
  private void publishThrough(Function<Answer, BiFunction<ScriptedPds, Request, Answer>> meeting) {
    Map<String, ScriptedPds> servers = new LinkedHashMap<>();
    List<CompletableFuture<Void>> posts = new ArrayList<>();
    TROUBLES.forEach(
        (name, trouble) -> {
          var server = new ScriptedPds();
          servers.put(name, server);
          interrupt(server, request -> meeting.apply(trouble).apply(server, request));
          BusRecord post = Samples.post(connect(server), "bluesky", name);
          posts.add(CompletableFuture.runAsync(() -> hub.deliverUntilDone(post), threads));
        });
    posts.forEach(CompletableFuture::join);

    servers.forEach((name, server) -> assertThat(server.records).as(name).hasSize(1));
    assertThat(hub.bus().data(PostPublished.class))
        .extracting(PostPublished::remoteId)
        .containsExactlyInAnyOrderElementsOf(
            servers.values().stream()
                .map(server -> server.records.values().iterator().next().getString("uri"))
                .toList());
    servers.values().forEach(ScriptedPds::close);
  }

  @Test
  void refreshesAnExpiredSessionOnce() {
    UUID account = connect();
    pds.expire();

    hub.deliverUntilDone(Samples.post(account, "bluesky", "Hello"));

    assertThat(pds.records).hasSize(1);
    assertThat(pds.asked("server.refreshSession")).isEqualTo(1);
    assertThat(pds.asked("server.createSession")).isEqualTo(1);
  }

  @Test
  void asksAPersonOnceTheAppPasswordIsRevoked() throws Exception {
    UUID account = connect();
    pds.revoke();

    assertThatThrownBy(() -> deliver(Samples.post(account, "bluesky", "Hello")))
        .cause()
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CREDENTIALS));
    var waiting = hub.deliver(Samples.post(account, "bluesky", "Hello again"));

    assertThat(hub.account(account).status()).isEqualTo(Status.OFFLINE);
    assertThat(hub.account(account).fault()).contains(Fault.CREDENTIALS);
    assertThat(hub.account(account).statusText())
        .isEqualTo(
            "Bluesky refused the sign-in: Invalid identifier or password; enter a new app password");
    assertThat(waiting).isNotDone();
    assertThat(pds.asked("server.createSession")).isEqualTo(2);
    assertThat(pds.asked("repo.putRecord")).isEqualTo(1);
  }

  @Test
  void asksForAnAppPasswordInPlaceOfACode() {
    pds.server.then(error(401, "AuthFactorTokenRequired", "A sign in code has been sent"));

    UUID account = connect();

    assertThat(hub.account(account).fault()).contains(Fault.CREDENTIALS);
    assertThat(hub.account(account).statusText()).contains("enter an app password instead");
  }

  @Test
  void leavesTheAccountAloneUntilItsWindowEnds() {
    UUID account = connect();
    long end = Instant.now().plusSeconds(120).getEpochSecond();
    pds.server.then(error(429, "RateLimitExceeded", "Too fast", "RateLimit-Reset: " + end));

    assertThatThrownBy(() -> deliver(Samples.post(account, "bluesky", "Hello")))
        .cause()
        .isInstanceOfSatisfying(
            ParleyException.class,
            e ->
                assertThat(e.retryAfter().orElseThrow())
                    .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120)));
    assertThat(hub.deliver(Samples.post(account, "bluesky", "Later"))).isNotDone();
    assertThat(pds.asked("repo.putRecord")).isEqualTo(1);
  }

  @Test
  void saysWhatTheServerRefuses() {
    interrupt(
        pds, request -> error(400, "InvalidRequest", "Invalid app.bsky.feed.post record: too odd"));

    publish("Hello");

    PostFailed failed = hub.bus().data(PostFailed.class).get(0);
    assertThat(failed.fault()).isEqualTo(Fault.INPUT);
    assertThat(failed.reason())
        .isEqualTo("Bluesky refused it: Invalid app.bsky.feed.post record: too odd");
  }

  @Test
  void takesNoOtherPostForItsOwn() {
    UUID account = connect();
    BusRecord post = Samples.post(account, "bluesky", "Mine");
    var other = new JsonObject(Map.of("value", Map.of("text", "Another's"), "uri", "at://x/y/z"));
    pds.records.put(RecordKey.of(UUID.fromString(post.subject())), other);

    assertThatThrownBy(() -> deliver(post)).cause().hasMessageContaining("stands under this key");

    assertThat(hub.bus().data(PostPublished.class)).isEmpty();
    assertThat(pds.records.values()).containsExactly(other);
  }

  /** The next attempt to put a record meets this. */
  private static void interrupt(ScriptedPds server, Function<Request, Answer> trouble) {
    var done = new AtomicBoolean();
    server.server.otherwise(
        request ->
            ScriptedPds.isFor(request, "repo.putRecord") && !done.getAndSet(true)
                ? trouble.apply(request)
                : server.answer(request));
  }

  private BusRecord publish(String text) {
    BusRecord post = Samples.post(connect(), "bluesky", text);
    hub.deliverUntilDone(post);
    return post;
  }

  private static void deliver(BusRecord post) throws Exception {
    hub.deliver(post).get(20, TimeUnit.SECONDS);
  }

  private UUID connect() {
    return connect(pds);
  }

  private static UUID connect(ScriptedPds server) {
    return hub.connect(
        new Bluesky(new Pictures(Map.of())),
        Map.of(
            "service",
            server.server.address().toString(),
            "handle",
            "ada.test",
            "password",
            "right"));
  }

  private JsonObject record() {
    return (JsonObject) Tree.map(pds.records.values().iterator().next(), "value");
  }
}
