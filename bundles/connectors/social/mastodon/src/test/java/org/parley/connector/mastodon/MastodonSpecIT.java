// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.api.Fault;
import org.parley.api.Ids;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Account.Status;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.PostFailed;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.campaigns.PostRemoved;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.campaigns.Teaser;
import org.parley.api.mentions.MentionReceived;
import org.parley.api.mentions.ReplyPublished;
import org.parley.api.messages.MessageSent;
import org.parley.api.profiles.Handle;
import org.parley.connector.mastodon.Vendor.Seen;
import org.parley.connectorkit.Samples;
import org.parley.connectorkit.TrialHub;

/** Each request is held against the vendor's document, each answer is one that was recorded. */
class MastodonSpecIT {
  private static Vendor vendor;
  private static TrialHub hub;
  private UUID account = new UUID(0, 0);
  private List<Seen> signingIn = List.of();

  @BeforeAll
  static void start() throws Exception {
    Optional<String> missing = Vendor.missing();
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    vendor = Vendor.start();
    hub = new TrialHub();
  }

  @AfterAll
  static void stop() throws Exception {
    if (hub != null) {
      hub.close();
    }
    if (vendor != null) {
      vendor.close();
    }
  }

  @BeforeEach
  void connect() {
    hub.bus().clear();
    account =
        hub.connect(
            new Mastodon(new Pictures()),
            Map.of("instance", vendor.address().toString(), "pace", "PT5S"));
    hub.signIn(account, Map.of("code", "c0de"));
    await().until(() -> hub.account(account).status() == Status.ONLINE);
    signingIn = vendor.seen();
  }

  /** What the hub asks by itself, whenever it is time. */
  private static final Set<String> HEARING =
      Set.of(
          "getNotifications",
          "getInstanceV2",
          "getAccountFollowers",
          "getAccountsVerifyCredentials");

  /** The app is registered once for all accounts of an instance. */
  @Test
  void signsInAsTheDocumentHasIt() {
    assertThat(signingIn)
        .extracting(Seen::operation)
        .contains("postOauthToken", "getAccountsVerifyCredentials");
    assertThat(signingIn).allSatisfy(MastodonSpecIT::isSound);
    assertThat(hub.account(account).statusText()).isEqualTo("Signed in as @mastodonpy_test");
  }

  @Test
  void publishes() {
    BusRecord post = Samples.post(account, "mastodon", Samples.AWKWARD);

    hub.deliverUntilDone(post);

    assertThat(sound())
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.operation()).isEqualTo("createStatus");
              assertThat(asked.key()).isEqualTo(post.subject());
              assertThat(asked.body().get("status")).isEqualTo(Samples.AWKWARD);
            });
    assertThat(hub.bus().data(PostPublished.class))
        .singleElement()
        .satisfies(
            published -> {
              assertThat(published.remoteId()).matches("\\d{18}");
              assertThat(published.permalink().orElseThrow().getPath())
                  .isEqualTo("/@mastodonpy_test/" + published.remoteId());
            });
  }

  @Test
  void publishesWithPictures() {
    hub.deliverUntilDone(withPictures(2));

    List<Seen> asked = sound();
    assertThat(asked)
        .extracting(Seen::operation)
        .containsExactly("createMediaV2", "createMediaV2", "createStatus");
    assertThat(asked.get(0).body())
        .isEqualTo(Map.of("file", "image/png", "description", "A \"cat\", Käthe"));
    assertThat(asked.get(2).body().get("media_ids")).isEqualTo(List.of("22348641", "22348641"));
  }

  @Test
  void asksWhetherAPictureIsReady() {
    vendor.answerNext("createMediaV2", 202);

    hub.deliverUntilDone(withPictures(1));

    assertThat(sound())
        .extracting(Seen::operation)
        .containsExactly("createMediaV2", "getMedia", "createStatus");
  }

  @Test
  void looksBeforeItPostsAgainOnceTheKeyIsForgotten() {
    BusRecord post = Samples.post(account, "mastodon", "Hello");
    vendor.answerNext("createStatus", 503);
    assertThatThrownBy(() -> deliver(post)).cause().hasMessageContaining("503");
    hub.pass(Duration.ofMinutes(61));

    hub.deliverUntilDone(post);

    assertThat(sound())
        .extracting(Seen::operation)
        .containsExactly("createStatus", "getAccountStatuses", "createStatus");
  }

  @ParameterizedTest
  @CsvSource({"401, CREDENTIALS", "404, SETTINGS", "429, REMOTE", "503, REMOTE"})
  void understandsTheRefusalsOfTheDocument(int status, Fault fault) {
    vendor.answerNext("createStatus", status);

    assertThatThrownBy(() -> deliver(Samples.post(account, "mastodon", "Hello")))
        .cause()
        .isInstanceOfSatisfying(
            ParleyException.class, refusal -> assertThat(refusal.fault()).isEqualTo(fault));
    sound();
  }

  @Test
  void saysWhatIsRefused() {
    vendor.answerNext("createStatus", 422);

    hub.deliverUntilDone(Samples.post(account, "mastodon", "Hello"));

    assertThat(hub.bus().data(PostFailed.class))
        .singleElement()
        .extracting(PostFailed::reason)
        .isEqualTo("Mastodon refused it: This method requires an authenticated user");
  }

  @Test
  void changesAndTakesBack() {
    BusRecord post = Samples.post(account, "mastodon", "Hello");
    hub.deliverUntilDone(post);
    String id = hub.bus().data(PostPublished.class).get(0).remoteId();

    hub.deliverUntilDone(Samples.following(post, "and more"));
    hub.deliverUntilDone(Samples.rewritten(post, "Hello again"));
    hub.deliverUntilDone(Samples.withdrawn(post));

    List<Seen> asked = sound();
    assertThat(asked)
        .extracting(Seen::operation)
        .containsExactly("createStatus", "createStatus", "updateStatus", "deleteStatus");
    assertThat(asked.get(1).body().get("in_reply_to_id")).isEqualTo(id);
    assertThat(asked.get(2).path()).isEqualTo("/api/v1/statuses/" + id);
    assertThat(hub.bus().data(PostRemoved.class)).hasSize(1);
  }

  @Test
  void answersAndWrites() {
    Handle admin = Handle.of("mastodon", "admin@127.0.0.1");

    hub.deliverUntilDone(Samples.reply(account, admin, "117020576916218297", "Hello"));
    hub.deliverUntilDone(Samples.message(account, admin, "117020576916218297", "Psst"));

    List<Seen> asked = sound();
    assertThat(asked).extracting(Seen::operation).containsOnly("createStatus").hasSize(2);
    assertThat(asked.get(0).body().get("status")).isEqualTo("@admin Hello");
    assertThat(asked.get(1).body().get("visibility")).isEqualTo("direct");
    assertThat(hub.bus().data(ReplyPublished.class)).hasSize(1);
    assertThat(hub.bus().data(MessageSent.class)).hasSize(1);
  }

  /** What Mastodon 4.6.4 told another client. */
  @Test
  void hearsWhatWasRecorded() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !hub.bus().data(MentionReceived.class).isEmpty());

    assertThat(hub.bus().data(MentionReceived.class))
        .allSatisfy(
            mention -> {
              assertThat(mention.author().orElseThrow().value()).endsWith("@127.0.0.1");
              assertThat(mention.at()).hasToString("2026-08-01T13:51:50.371Z");
            })
        .anySatisfy(
            mention ->
                assertThat(mention.text()).startsWith("@mastodonpy_test").doesNotContain("<"));
  }

  @Test
  void learnsTheRulesOfTheInstance() {
    Set<String> asked = new HashSet<>();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              vendor.seen().stream()
                  .peek(MastodonSpecIT::isSound)
                  .map(Seen::operation)
                  .forEach(asked::add);
              signingIn.stream().map(Seen::operation).forEach(asked::add);
              return asked.containsAll(HEARING);
            });
    assertThat(hub.networks().rulesFor(account).orElseThrow().most()).isEqualTo(500);
  }

  /** Else all of this would prove nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /api/v1/statuses | {\"status\":7}                           | must be string",
        "POST | /api/v1/statuses | {}                                       | required property",
        "POST | /api/v1/statuses | {\"status\":\"x\",\"visibility\":\"PUBLIC\"} | allowed values",
        "POST | /api/v1/statuses | {\"status\":\"x\",\"mediaIds\":[]}         | unknown field",
        "POST | /api/v2/media    | {\"description\":\"x\"}                   | required property",
        "GET  | /api/v1/accounts/7/statuses?limit=all |                     | must be integer",
        "GET  | /api/v1/accounts/7/statuses?max=7     |                     | unknown parameter",
        "GET  | /api/v1/status   |                                          | no such operation"
      })
  void isToldOfViolations(String method, String path, String body, String said) throws Exception {
    URI address = URI.create(vendor.address() + path.strip());
    var request =
        HttpRequest.newBuilder(address)
            .header("content-type", "application/json")
            .method(
                method.strip(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));

    HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding());

    assertThat(vendor.seen())
        .filteredOn(seen -> !HEARING.contains(seen.operation()))
        .singleElement()
        .satisfies(seen -> assertThat(seen.said().toString()).contains(said.strip()));
  }

  private BusRecord withPictures(int count) {
    UUID post = Ids.next(Instant.now());
    var image = new Teaser.Image(URI.create("https://p.example/1.png"), "A \"cat\", Käthe");
    List<Teaser.Image> images = Collections.nCopies(count, image);
    var teaser =
        new Teaser("Look", Locale.GERMAN, Optional.empty(), Optional.empty(), images, List.of());
    return TrialHub.record(post, new PostRequested(post, account, "mastodon", teaser));
  }

  private static void deliver(BusRecord post) throws Exception {
    hub.deliver(post).get(20, TimeUnit.SECONDS);
  }

  /** What was asked, once the document has nothing against it. */
  private static List<Seen> sound() {
    List<Seen> asked = vendor.seen();
    assertThat(asked).isNotEmpty().allSatisfy(MastodonSpecIT::isSound);
    return asked.stream().filter(each -> !HEARING.contains(each.operation())).toList();
  }

  private static void isSound(Seen asked) {
    assertThat(asked.said()).as(asked.toString()).isEmpty();
  }
}
