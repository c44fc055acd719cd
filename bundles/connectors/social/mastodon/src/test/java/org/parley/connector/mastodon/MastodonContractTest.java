// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.parley.connector.mastodon.ScriptedMastodon.error;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.api.Fault;
import org.parley.api.Ids;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Account.Status;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.PostFailed;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Capability;
import org.parley.connectorkit.Samples;
import org.parley.connectorkit.TrialHub;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

/** What the connector makes of a server in trouble, and of one that refuses. */
class MastodonContractTest {
  private static final Map<String, Answer> TROUBLES =
      Map.ofEntries(
          entry("500", error(500, "Something went wrong on our end")),
          entry("502 in HTML", Answer.of(502, "<html>")),
          entry("503 with its wish", Answer.of(503, "{}", "Retry-After: 0")),
          entry("503", error(503, "There was a temporary problem serving your request")),
          entry("429 in HTML", Answer.of(429, "<html>", "Retry-After: 0")),
          entry("reset", Answer.reset()),
          entry("truncated", Answer.truncated(200, "{\"id\":\"1\"")),
          entry("no HTTP", Answer.nonsense()),
          entry("no JSON", Answer.of(200, "<html>")),
          entry("no object", Answer.of(200, "[]")),
          entry("no id", Answer.of(200, "{\"url\":\"https://social.example/@ada/1\"}")),
          entry("null", Answer.of(200, "{\"id\":null,\"url\":null}")),
          entry("another type", Answer.of(200, "{\"id\":{}}")));

  private final TrialHub hub = new TrialHub();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScriptedMastodon mastodon = new ScriptedMastodon();

  @AfterEach
  void close() {
    threads.shutdown();
    hub.close();
    mastodon.close();
  }

  @Test
  void offersNoMoreThanItDoes() {
    assertThat(new Mastodon(new Pictures()).descriptor().capabilities())
        .containsExactlyInAnyOrder(Capability.PUBLISH, Capability.MEDIA);
  }

  @Test
  void signsInAsAnAppThatTheHubHasRegistered() {
    UUID account = connect();

    assertThat(hub.account(account).statusText()).isEqualTo("Signed in as @ada");
    assertThat(mastodon.asked("POST", "/api/v1/apps"))
        .singleElement()
        .extracting(Request::body)
        .asString()
        .contains("client_name=Parley", "read%3Aaccounts", "write%3Astatuses");
  }

  @Test
  void publishesWithItsKey() {
    BusRecord post = publish(Samples.AWKWARD);

    PostPublished published = hub.bus().data(PostPublished.class).get(0);
    assertThat(published.remoteId()).isEqualTo("1");
    assertThat(published.permalink()).contains(URI.create("https://social.example/@ada/1"));
    assertThat(posted())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("status", Samples.AWKWARD, "visibility", "unlisted", "language", "en"));
    assertThat(mastodon.asked("POST", "/api/v1/statuses").get(0).headers())
        .containsEntry("idempotency-key", post.subject())
        .containsEntry("content-type", "application/json");
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
  private void publishThrough(
      Function<Answer, BiFunction<ScriptedMastodon, Request, Answer>> meeting) {
    Map<String, ScriptedMastodon> servers = new LinkedHashMap<>();
    List<CompletableFuture<Void>> posts = new ArrayList<>();
    TROUBLES.forEach(
        (name, trouble) -> {
          var server = new ScriptedMastodon();
          servers.put(name, server);
          interrupt(server, request -> meeting.apply(trouble).apply(server, request));
          BusRecord post = Samples.post(connect(server), "mastodon", name);
          posts.add(CompletableFuture.runAsync(() -> hub.deliverUntilDone(post), threads));
        });
    posts.forEach(CompletableFuture::join);

    servers.forEach((name, server) -> assertThat(server.statuses).as(name).hasSize(1));
    assertThat(hub.bus().data(PostPublished.class))
        .hasSize(TROUBLES.size())
        .extracting(PostPublished::remoteId)
        .containsOnly("1");
    servers.values().forEach(ScriptedMastodon::close);
  }

  @Test
  void looksBeforeItPostsAgainOnceTheKeyIsForgotten() {
    BusRecord post = attemptThatLosesItsAnswer("Hello @bob@far.example, <b>look</b>:\n\nx\ny");
    for (int i = 0; i < 45; i++) {
      mastodon.stands("Meanwhile " + i, Instant.now());
    }
    forgetKeys();

    hub.deliverUntilDone(post);

    assertThat(mastodon.statuses).hasSize(46);
    assertThat(hub.bus().data(PostPublished.class))
        .singleElement()
        .extracting(PostPublished::remoteId)
        .isEqualTo("1");
    assertThat(mastodon.asked("GET", "/api/v1/accounts/7/statuses"))
        .extracting(Request::path)
        .containsExactly(
            "/api/v1/accounts/7/statuses?limit=40&exclude_reblogs=true",
            "/api/v1/accounts/7/statuses?limit=40&exclude_reblogs=true&max_id=7");
  }

  @Test
  void takesNoOtherPostForItsOwn() {
    mastodon.stands("Hello", Instant.now().minus(Duration.ofDays(1)));
    BusRecord post = attemptThatLosesItsAnswer("Hello");
    mastodon.statuses.remove(1);
    mastodon.stands("Hello!", Instant.now());
    forgetKeys();

    hub.deliverUntilDone(post);

    assertThat(mastodon.statuses)
        .extracting(status -> status.get("status"))
        .containsExactly("Hello", "Hello!", "Hello");
    assertThat(mastodon.asked("GET", "/api/v1/accounts/7/statuses")).hasSize(1);
  }

  private BusRecord attemptThatLosesItsAnswer(String text) {
    BusRecord post = Samples.post(connect(), "mastodon", text);
    interrupt(
        mastodon,
        request -> {
          mastodon.answer(request);
          return Answer.reset();
        });
    assertThatThrownBy(() -> deliver(post)).cause().hasMessageContaining("broke off");
    return post;
  }

  private void forgetKeys() {
    mastodon.forgetKeys();
    hub.pass(Duration.ofMinutes(61));
  }

  @Test
  void uploadsPicturesWithWhatTheyShow() {
    BusRecord post = withPictures(connect(), "https://p.example/1.png");

    hub.deliverUntilDone(post);

    Request upload = mastodon.asked("POST", "/api/v2/media").get(0);
    assertThat(upload.headers().get("content-type")).startsWith("multipart/form-data; boundary=");
    assertThat(upload.body())
        .contains("name=\"description\"\r\n\r\nA \"cat\", Käthe\r\n")
        .contains(
            "name=\"file\"; filename=\"picture\"\r\nContent-Type: image/png\r\n\r\n\u0089PNG");
    assertThat(posted().get("media_ids")).hasToString("[22348641]");
    assertThat(mastodon.asked("GET", "/api/v1/media/22348641")).isEmpty();
  }

  @Test
  void waitsForAPictureThatTheServerWorksOn() {
    BusRecord post = withPictures(connect(), "https://p.example/1.png");
    mastodon.takesItsTime(1);

    assertThatThrownBy(() -> deliver(post))
        .cause()
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(5)));
    assertThat(mastodon.statuses).isEmpty();
    hub.pass(Duration.ofSeconds(5));
    hub.deliverUntilDone(post);

    assertThat(posted().get("media_ids")).hasToString("[22348641]");
    assertThat(mastodon.asked("POST", "/api/v2/media")).hasSize(1);
    assertThat(mastodon.asked("GET", "/api/v1/media/22348641")).hasSize(2);
  }

  @Test
  void refusesWhatIsNoPicture() {
    hub.deliverUntilDone(withPictures(connect(), "https://p.example/1.png", "https://p.example/x"));

    assertThat(hub.bus().data(PostFailed.class))
        .singleElement()
        .extracting(PostFailed::reason)
        .asString()
        .contains("'https://p.example/x' is no picture that Mastodon takes", "'text/html'");
    assertThat(mastodon.statuses).isEmpty();
  }

  @Test
  void asksAPersonOnceTheTokenIsRevoked() {
    UUID account = connect();
    interrupt(
        mastodon,
        request ->
            error(
                401,
                "The access token was revoked",
                "WWW-Authenticate: Bearer realm=\"Doorkeeper\", error=\"invalid_token\", "
                    + "error_description=\"The access token was revoked\""));

    assertThatThrownBy(() -> deliver(Samples.post(account, "mastodon", "Hello")))
        .cause()
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CREDENTIALS));

    assertThat(hub.account(account).status()).isEqualTo(Status.OFFLINE);
    assertThat(hub.deliver(Samples.post(account, "mastodon", "Hello again"))).isNotDone();
  }

  /** Mastodon tells the end of a window as a date. */
  @Test
  void leavesTheAccountAloneUntilItsWindowEnds() {
    UUID account = connect();
    String end = Instant.now().plusSeconds(120).toString();
    interrupt(mastodon, request -> error(429, "Too many requests", "X-RateLimit-Reset: " + end));

    assertThatThrownBy(() -> deliver(Samples.post(account, "mastodon", "Hello")))
        .cause()
        .isInstanceOfSatisfying(
            ParleyException.class,
            e ->
                assertThat(e.retryAfter().orElseThrow())
                    .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120)));
    assertThat(hub.deliver(Samples.post(account, "mastodon", "Later"))).isNotDone();
    assertThat(mastodon.asked("POST", "/api/v1/statuses")).hasSize(1);
  }

  @Test
  void saysWhatTheServerRefuses() {
    interrupt(
        mastodon, request -> error(422, "Validation failed: Text character limit of 300 exceeded"));

    publish("Hello");

    PostFailed failed = hub.bus().data(PostFailed.class).get(0);
    assertThat(failed.fault()).isEqualTo(Fault.INPUT);
    assertThat(failed.reason())
        .isEqualTo("Mastodon refused it: Validation failed: Text character limit of 300 exceeded");
  }

  /**
   * The cases that Mastodon documents and tests its own counting by, each of 500 characters there.
   */
  @ParameterizedTest
  @MethodSource("fiveHundred")
  void countsAsMastodonDoes(String text) {
    var rules = hub.networks().rulesFor(connect()).orElseThrow();

    assertThat(rules.length(text)).isEqualTo(500);
    assertThat(rules.length(text + "!")).isEqualTo(501);
    assertThat(rules.most()).isEqualTo(500);
  }

  static Stream<String> fiveHundred() {
    return Stream.of(
        "a".repeat(500),
        "a".repeat(476) + " http://" + "b".repeat(30) + ".com/example",
        "a".repeat(472) + "\nhttps://a.io and",
        "✨".repeat(500),
        "\uD83C\uDFF3\uFE0F\u200D\u26A7\uFE0F".repeat(500),
        "e\u0301".repeat(500));
  }

  /** The next attempt to post meets this. */
  private static void interrupt(ScriptedMastodon server, Function<Request, Answer> trouble) {
    var done = new AtomicBoolean();
    server.server.otherwise(
        request ->
            ScriptedMastodon.isFor(request, "POST", "/api/v1/statuses") && !done.getAndSet(true)
                ? trouble.apply(request)
                : server.answer(request));
  }

  private static BusRecord withPictures(UUID account, String... addresses) {
    UUID post = Ids.next(Instant.now());
    List<Teaser.Image> images = new ArrayList<>();
    for (String address : addresses) {
      images.add(new Teaser.Image(URI.create(address), "A \"cat\", Käthe"));
    }
    var teaser =
        new Teaser("Look", Locale.GERMAN, Optional.empty(), Optional.empty(), images, List.of());
    return TrialHub.record(post, new PostRequested(post, account, "mastodon", teaser));
  }

  private BusRecord publish(String text) {
    BusRecord post = Samples.post(connect(), "mastodon", text);
    hub.deliverUntilDone(post);
    return post;
  }

  private void deliver(BusRecord post) throws Exception {
    hub.deliver(post).get(20, TimeUnit.SECONDS);
  }

  private UUID connect() {
    return connect(mastodon);
  }

  private UUID connect(ScriptedMastodon server) {
    UUID account =
        hub.connect(
            new Mastodon(new Pictures()),
            Map.of("instance", server.server.address() + "/", "visibility", "UNLISTED"));
    hub.signIn(account, Map.of("code", "c0de"));
    await().until(() -> hub.account(account).status() == Status.ONLINE);
    return account;
  }

  private JsonObject posted() {
    return mastodon.statuses.get(0);
  }
}
