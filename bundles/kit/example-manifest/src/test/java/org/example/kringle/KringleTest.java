// SPDX-License-Identifier: Apache-2.0
package org.example.kringle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.accounts.Webhooks;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.PostFailed;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.campaigns.Teaser;
import org.parley.api.content.ItemReceived;
import org.parley.connectorkit.Manifests;
import org.parley.connectorkit.PicturesAtHand;
import org.parley.connectorkit.Samples;
import org.parley.connectorkit.TrialHub;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

class KringleTest {
  private static final String NEWS =
      """
      {"posts": [
        {"id": "n1", "by": "grace", "page": "https://kringle.example/n1", "text": "Hello\\nall",
         "at": "2026-03-01T09:00:00Z"},
        {"id": "n2", "by": "ada", "page": "https://kringle.example/n2", "text": "Our own",
         "at": "2026-03-01T09:01:00Z"}],
       "last": "n2", "more": false}
      """;

  private static final String READY = "{\"state\": \"ready\"}";

  private final TrialHub hub = new TrialHub();
  private final Map<String, String> posts = new ConcurrentHashMap<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final FaultServer kringle = new FaultServer().otherwise(this::answer);
  private UUID account = new UUID(0, 0);

  @BeforeEach
  void connect() {
    var pictures = new PicturesAtHand(Map.of("/cat.png", new byte[1_500_000]));
    account =
        hub.connect(
            Manifests.read(pictures), Map.of("address", kringle.address() + "/", "key", "s3cret"));
    await().atMost(Duration.ofSeconds(10)).until(this::isSettled);
  }

  /** What the hub asks by itself was asked; from now on answers can be played. */
  private boolean isSettled() {
    return kringle.requests().stream()
        .map(KringleTest::what)
        .collect(Collectors.toSet())
        .containsAll(
            Set.of(
                "GET /api/2/rings/everyone/posts", "GET /api/2/rings/everyone", "PUT /api/2/hook"));
  }

  private static String what(Request request) {
    return request.method() + " " + request.path().replaceFirst("\\?.*", "");
  }

  @AfterEach
  void close() {
    hub.close();
    kringle.close();
  }

  private Answer answer(Request request) {
    String asked = what(request);
    if (asked.equals("POST /api/2/session")) {
      return Answer.of(200, "{\"token\": \"t1\", \"seconds\": 3600, \"member\": \"ada\"}");
    }
    if (!"Bearer t1".equals(request.headers().get("authorization"))) {
      return Answer.of(401, "{}");
    }
    return switch (asked) {
      case "GET /api/2/members/ada" -> Answer.of(200, "{\"handle\": \"ada\"}");
      case "POST /api/2/pictures" -> Answer.of(201, "{\"id\": \"p1\"}");
      case "PUT /api/2/pictures/p1/bytes" -> Answer.of(200, "{}");
      case "GET /api/2/pictures/p1" ->
          Answer.of(200, looks.incrementAndGet() < 3 ? "{\"state\": \"busy\"}" : READY);
      case "GET /api/2/rings/everyone" -> Answer.of(200, "{\"longest\": 400}");
      case "PUT /api/2/hook" -> Answer.of(200, "{\"seconds\": 604800}");
      case "GET /api/2/rings/everyone/posts" -> Answer.of(200, NEWS);
      case "POST /api/2/rings/everyone/posts" -> Answer.of(201, post(request));
      default -> Answer.of(404, "{}");
    };
  }

  /** The same key is the same post. */
  private String post(Request request) {
    String id =
        posts.computeIfAbsent(
            String.valueOf(request.headers().get("idempotency-key")), key -> "k" + posts.size());
    return "{\"id\": \"%1$s\", \"page\": \"https://kringle.example/%1$s\"}".formatted(id);
  }

  private List<Request> asked(String method, String path) {
    return kringle.requests().stream()
        .filter(request -> request.method().equals(method) && request.path().startsWith(path))
        .toList();
  }

  @Test
  void signsInOnceAndSaysAsWhom() {
    assertThat(hub.account(account).statusText()).isEqualTo("Signed in as @ada");
    assertThat(asked("POST", "/api/2/session")).hasSize(1);
  }

  @Test
  void publishesEveryCharacter() throws Exception {
    hub.deliver(Samples.post(account, "kringle", Samples.AWKWARD)).get(10, TimeUnit.SECONDS);

    assertThat(asked("POST", "/api/2/rings/everyone/posts"))
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.headers()).containsEntry("content-type", "application/json");
              assertThat(sent.body()).contains("👋🏽 שלום 𝒳", "O'Brien \\\"says\\\"");
            });
    assertThat(hub.bus().data(PostPublished.class))
        .singleElement()
        .satisfies(
            published -> {
              assertThat(published.remoteId()).isEqualTo("k0");
              assertThat(published.permalink()).contains(URI.create("https://kringle.example/k0"));
            });
  }

  @Test
  void sendsAPictureInPiecesAndWaitsUntilItIsReady() throws Exception {
    var image = new Teaser.Image(URI.create("https://pictures.example/cat.png"), "A cat");
    var teaser =
        new Teaser(
            "Look", Locale.ENGLISH, Optional.empty(), Optional.empty(), List.of(image), List.of());
    UUID post = UUID.randomUUID();

    hub.deliver(TrialHub.record(post, new PostRequested(post, account, "kringle", teaser)))
        .get(20, TimeUnit.SECONDS);

    assertThat(asked("PUT", "/api/2/pictures/p1/bytes"))
        .extracting(request -> request.headers().get("content-range"))
        .containsExactly("bytes 0-999999/1500000", "bytes 1000000-1499999/1500000");
    assertThat(asked("GET", "/api/2/pictures/p1")).hasSize(3);
    assertThat(asked("POST", "/api/2/rings/everyone/posts"))
        .singleElement()
        .satisfies(sent -> assertThat(sent.body()).contains("\"pictures\":[\"p1\"]"));
  }

  // [trouble]
  @Test
  void doublesNothingThroughEveryTrouble() {
    BusRecord post = Samples.post(account, "kringle", "Hello");
    kringle.then(
        Answer.of(200, "{\"error\": {\"code\": \"slow_down\", \"seconds\": 0}}"),
        Answer.of(503, ""),
        Answer.reset(),
        Answer.of(201, "{\"name\": \"somebody has renamed the field\"}"));

    hub.deliverUntilDone(post);

    assertThat(asked("POST", "/api/2/rings/everyone/posts"))
        .extracting(request -> request.headers().get("idempotency-key"))
        .hasSize(5)
        .containsOnly(((PostRequested) post.data()).post().toString());
    assertThat(hub.bus().data(PostPublished.class)).hasSize(1);
  }

  // [/trouble]

  @Test
  void saysWhyAPostIsRefused() throws Exception {
    kringle.then(Answer.of(200, "{\"error\": {\"code\": \"rude\", \"text\": \"be kind\"}}"));

    hub.deliver(Samples.post(account, "kringle", "Hello")).get(10, TimeUnit.SECONDS);

    assertThat(hub.bus().data(PostFailed.class))
        .singleElement()
        .satisfies(failed -> assertThat(failed.reason()).isEqualTo("Kringle refused it, be kind"));
  }

  @Test
  void readsWhatOthersPost() {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(hub.bus().data(ItemReceived.class))
                    .singleElement()
                    .satisfies(
                        item -> {
                          assertThat(item.guid()).isEqualTo("n1");
                          assertThat(item.title()).isEqualTo("Hello");
                          assertThat(item.summary()).isEqualTo("Hello\nall");
                        }));
  }

  @Test
  void keepsToWhatItsRingAllows() {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> hub.networks().rulesFor(account).orElseThrow().most() == 400);
  }

  @Test
  void asksToBeCalledAndSaysThatItWants() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest("s3cret".getBytes(UTF_8));
    String token = HexFormat.of().formatHex(digest);
    Map<String, String> asks =
        Map.of("hub.mode", "subscribe", "hub.verify_token", token, "hub.challenge", "c4");

    assertThat(asked("PUT", "/api/2/hook").get(0).body())
        .contains("\"address\":\"https://hub.example/hooks/" + account + "\"", token);
    assertThat(
            hub.webhooks()
                .receive(account, new Webhooks.Call("GET", "", asks, Map.of(), new byte[0])))
        .isEqualTo(Webhooks.Answer.text("c4"));
  }

  @Test
  void hearsOfAPost() throws Exception {
    String call =
        """
        {"id": "n9", "by": "grace", "page": "https://kringle.example/n9", "text": "Heard",
         "at": "2026-03-01T09:02:00Z"}
        """;
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("s3cret".getBytes(UTF_8), "HmacSHA256"));
    String signature = "sha256=" + HexFormat.of().formatHex(mac.doFinal(call.getBytes(UTF_8)));

    hub.webhooks().receive(account, Map.of("x-hub-signature-256", signature), call.getBytes(UTF_8));

    assertThat(hub.bus().data(ItemReceived.class))
        .extracting(ItemReceived::title)
        .contains("Heard");
  }
}
