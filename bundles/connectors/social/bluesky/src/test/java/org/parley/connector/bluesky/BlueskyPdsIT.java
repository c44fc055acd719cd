// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.Fault;
import org.parley.api.Ids;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Account.Status;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.PostFailed;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.campaigns.Teaser;
import org.parley.connector.bluesky.Pds.Person;
import org.parley.connectorkit.Samples;
import org.parley.connectorkit.TrialHub;

/** Against Bluesky's own server, which holds each post against the lexicon. */
class BlueskyPdsIT {
  private static final AtomicInteger PEOPLE = new AtomicInteger();
  private static final URI LINK = URI.create("https://p.example/abc");
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9Q"
                  + "DwADhgGAWjR9awAAAABJRU5ErkJggg==");

  private static Pds pds;
  private static TrialHub hub;
  private Person ada;
  private String appPassword = "";

  @BeforeAll
  static void start() throws Exception {
    Optional<String> missing = Pds.missing();
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    pds = Pds.start();
    hub = new TrialHub();
  }

  @AfterAll
  static void stop() throws Exception {
    if (hub != null) {
      hub.close();
    }
    if (pds != null) {
      pds.close();
    }
  }

  @BeforeEach
  void register() throws Exception {
    hub.bus().clear();
    ada = pds.register("ada" + PEOPLE.incrementAndGet() + ".test");
  }

  @Test
  void publishesWithACardThatEverybodyReads() throws Exception {
    Person bob = pds.register("bob" + PEOPLE.incrementAndGet() + ".test");
    String text =
        Samples.AWKWARD + " @" + bob.handle() + " @nobody.test #Wärmepumpe https://ada.example/ü.";

    UUID account = connect();
    publish(account, teaser(text));

    assertThat(hub.account(account).statusText()).isEqualTo("Signed in as @" + ada.handle());
    JsonObject read = onlyPost();
    PostPublished published = hub.bus().data(PostPublished.class).get(0);
    assertThat(published.remoteId()).isEqualTo(read.get("uri"));
    Map<?, ?> post = Tree.map(read, "value");
    assertThat((Object) post.get("text")).isEqualTo(text);
    assertThat((Object) post.get("langs")).hasToString("[en]");
    assertThat(Instant.parse(Tree.at(post, "createdAt").toString())).isBefore(Instant.now());
    assertThat(Tree.at(Tree.map(post, "embed"), "external"))
        .isEqualTo(
            Map.of("uri", LINK.toString(), "title", "A title 👋🏽", "description", "O'Brien"));
    assertThat(covered(post))
        .containsExactly("@" + bob.handle(), "https://ada.example/ü", "#Wärmepumpe");
    assertThat(post.toString()).contains(bob.did());
  }

  @Test
  void showsPicturesWithTheirWords() throws Exception {
    var image = new Teaser.Image(URI.create("https://cdn.example/a.png"), "A heat pump");
    var second = new Teaser.Image(URI.create("https://cdn.example/b.png"), "");

    publish(connect(), teaser("Look", List.of(image, second)));

    Map<?, ?> post = Tree.map(onlyPost(), "value");
    assertThat((Object) post.get("text")).isEqualTo("Look\n\n" + LINK);
    List<?> images = Tree.list(Tree.map(post, "embed"), "images");
    assertThat(images).hasSize(2);
    assertThat(((JsonObject) images.get(0)).getString("alt")).isEqualTo("A heat pump");
    assertThat(((JsonObject) images.get(0)).toJson())
        .contains("\"mimeType\":\"image\\/png\"")
        .contains("\"size\":" + PNG.length);
  }

  @Test
  void showsThePictureOfTheCardWhereItCanBeHad() throws Exception {
    UUID account = connect();
    publish(account, teaserWithThumb("/a.png"));
    publish(account, teaserWithThumb("/page.html"));
    publish(account, teaserWithThumb("/away.png"));

    assertThat(pds.posts(ada))
        .extracting(post -> ((JsonObject) post).toJson().contains("\"thumb\""))
        .containsExactlyInAnyOrder(true, false, false);
  }

  @Test
  void putsOnePostEvenForAHubThatHasForgottenIt() throws Exception {
    UUID account = connect();
    BusRecord post = post(account, teaser("Once"));
    hub.deliverUntilDone(post);
    hub.deliverUntilDone(post);

    var request = (PostRequested) post.data();
    try (var restored = new TrialHub()) {
      UUID same = restored.connect(bluesky(), settings());
      restored.deliverUntilDone(
          TrialHub.record(
              request.post(),
              new PostRequested(request.post(), same, "bluesky", request.teaser())));

      assertThat(restored.bus().data(PostPublished.class).get(0).remoteId())
          .isEqualTo(onlyPost().get("uri"));
    }
  }

  @Test
  void goesOnWithAnExpiredSessionAndAsksAPersonWithARevokedPassword() throws Exception {
    UUID account = connect();
    pds.pass(Duration.ofHours(3));
    publish(account, teaser("After three hours"));
    assertThat(pds.posts(ada)).hasSize(1);

    pds.post("server.revokeAppPassword", Map.of("name", appPassword), signIn());
    pds.pass(Duration.ofHours(3));
    hub.deliver(post(account, teaser("Never"))).exceptionally(failure -> null).join();

    Account seen = hub.account(account);
    assertThat(seen.status()).isEqualTo(Status.OFFLINE);
    assertThat(seen.fault()).contains(Fault.CREDENTIALS);
    assertThat(seen.statusText()).contains("enter a new app password");
    assertThat(pds.posts(ada)).hasSize(1);
  }

  @Test
  void countsCharactersAndBytesAsTheServerDoes() throws Exception {
    UUID account = connect();
    String[] characters = {
      "x", "🇩🇪", "👋🏽", "e\u0301", "각", "שׁ", "𝒳", "Z̶", "\u0915\u094D\u0937"
    };
    int posts = 0;
    for (String character : characters) {
      publish(account, teaser(character.repeat(300)));
      posts++;
      assertThat(hub.bus().data(PostPublished.class)).as(character).hasSize(posts);
      publish(account, teaser(character.repeat(301)));
      assertThat(refused(character.repeat(301))).as(character).contains("maximum 300");
    }
    publish(account, teaser("👨‍👩‍👧‍👦".repeat(121)));

    List<PostFailed> failed = hub.bus().data(PostFailed.class);
    assertThat(failed).hasSize(characters.length + 1);
    assertThat(failed.get(0).reason())
        .isEqualTo("text: Is '301' characters long; Bluesky takes at most 300");
    assertThat(failed.get(characters.length).reason())
        .isEqualTo("text: Is '3025' bytes long; Bluesky takes at most 3000");
    assertThat(refused("👨‍👩‍👧‍👦".repeat(121))).contains("maximum 3000");
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    List<CompletableFuture<?>> attempts = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      var wrong = Map.of("identifier", ada.handle(), "password", "wrong");
      attempts.add(pds.sending("server.createSession", wrong, ""));
    }
    attempts.forEach(CompletableFuture::join);

    UUID account = connect();

    assertThat(hub.account(account).fault()).contains(Fault.REMOTE);
    assertThat(hub.account(account).statusText()).contains("429").contains("Rate Limit Exceeded");
    assertThat(hub.deliver(post(account, teaser("Later")))).isNotDone();
  }

  @Test
  void findsWhatBlueskysOwnLibraryFinds() throws Exception {
    String[] parts = {
      "a",
      "O'Brien",
      "👋🏽",
      "👨‍👩‍👧‍👦",
      "שלום",
      "é",
      "𝒳",
      "1",
      "_",
      "-",
      ".",
      ",",
      "!",
      "(",
      ")",
      "'",
      "…",
      " ",
      " ",
      "\n",
      "\u00A0",
      "\u200B",
      "\uFE0F",
      "#",
      "#",
      "＃",
      "#tag",
      "#größe",
      "#2026",
      "https://p.example/a",
      "http://x.example/(b)",
      "https://",
      "@",
      "@ada.test",
      "@bob.example.org",
      "@x",
      "/"
    };
    var random = new Random(42);
    var texts = new JsonArray();
    for (int i = 0; i < 5000; i++) {
      var text = new StringBuilder();
      for (int j = random.nextInt(8); j >= 0; j--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      texts.add(text.toString());
    }

    JsonArray expected = Pds.facets(texts);

    for (int i = 0; i < texts.size(); i++) {
      assertThat(ours((String) texts.get(i)))
          .as((String) texts.get(i))
          .containsExactlyInAnyOrderElementsOf(theirs((JsonArray) expected.get(i)));
    }
  }

  /** The library knows by a list which handles there can be; the hub asks the server. */
  private static List<String> ours(String text) {
    var rich = new RichText(text);
    Map<String, String> dids = new HashMap<>();
    rich.mentions().stream()
        .filter(handle -> handle.matches(".*\\.(test|org)"))
        .forEach(handle -> dids.put(handle, handle));
    return rich.facets(dids).stream()
        .map(
            facet -> {
              Map<?, ?> index = Tree.map(facet, "index");
              var feature = (Map<?, ?>) Tree.list(facet, "features").get(0);
              String kind = String.valueOf(feature.get("$type")).replaceFirst(".*#", "");
              Object value =
                  feature.get(kind.equals("link") ? "uri" : kind.equals("tag") ? "tag" : "did");
              return Arrays.asList(index.get("byteStart"), index.get("byteEnd"), kind, value)
                  .toString();
            })
        .toList();
  }

  private static List<String> theirs(JsonArray facets) {
    return facets.stream().map(facet -> List.copyOf((JsonArray) facet).toString()).toList();
  }

  /** What the server itself says to a text. */
  private String refused(String text) throws Exception {
    var record =
        Map.of("$type", "app.bsky.feed.post", "text", text, "createdAt", Instant.now().toString());
    var request = Map.of("repo", ada.did(), "collection", "app.bsky.feed.post", "record", record);
    return pds.sending("repo.createRecord", request, signIn()).get().body();
  }

  private String signIn() throws Exception {
    var main = Map.of("identifier", ada.handle(), "password", "main-password");
    return pds.post("server.createSession", main, "").getString("accessJwt");
  }

  private JsonObject onlyPost() throws Exception {
    JsonArray posts = pds.posts(ada);
    assertThat(posts).hasSize(1);
    return (JsonObject) posts.get(0);
  }

  private static List<String> covered(Map<?, ?> post) {
    byte[] bytes = Tree.at(post, "text").toString().getBytes(UTF_8);
    List<String> covered = new ArrayList<>();
    for (Object facet : Tree.list(post, "facets")) {
      Map<?, ?> index = Tree.map(facet, "index");
      covered.add(
          new String(
              Arrays.copyOfRange(
                  bytes, Tree.number(index, "byteStart"), Tree.number(index, "byteEnd")),
              UTF_8));
    }
    return covered;
  }

  private UUID connect() throws Exception {
    return hub.connect(bluesky(), settings());
  }

  private static Bluesky bluesky() {
    return new Bluesky(new Pictures(Map.of("/a.png", PNG, "/b.png", PNG, "/page.html", PNG)));
  }

  private Map<String, Object> settings() throws Exception {
    appPassword = "parley " + PEOPLE.incrementAndGet();
    JsonObject made =
        pds.post("server.createAppPassword", Map.of("name", appPassword), ada.token());
    String service = pds.address().toString();
    return Map.of(
        "service", service, "handle", ada.handle(), "password", made.getString("password"));
  }

  private static void publish(UUID account, Teaser teaser) {
    hub.deliverUntilDone(post(account, teaser));
  }

  private static BusRecord post(UUID account, Teaser teaser) {
    UUID post = Ids.next(Instant.now());
    return TrialHub.record(post, new PostRequested(post, account, "bluesky", teaser));
  }

  private static Teaser teaser(String text) {
    return teaser(text, List.of());
  }

  private static Teaser teaserWithThumb(String path) {
    var card =
        new Teaser.Card("A title", "", Optional.of(URI.create("https://cdn.example" + path)));
    return new Teaser(
        "With a card", Locale.GERMANY, Optional.of(LINK), Optional.of(card), List.of(), List.of());
  }

  private static Teaser teaser(String text, List<Teaser.Image> images) {
    var card = new Teaser.Card("A title 👋🏽", "O'Brien", Optional.empty());
    return new Teaser(
        text, Locale.ENGLISH, Optional.of(LINK), Optional.of(card), images, List.of());
  }
}
