// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.parley.connector.mastodon.ScriptedMastodon.error;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.parley.api.audience.AudienceCounted;
import org.parley.api.audience.FollowerJoined;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.PostChanged;
import org.parley.api.campaigns.PostFailed;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.campaigns.PostRemoved;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Capability;
import org.parley.api.mentions.MentionReceived;
import org.parley.api.mentions.MentionReceived.Kind;
import org.parley.api.mentions.ReplyPublished;
import org.parley.api.messages.MessageReceived;
import org.parley.api.messages.MessageSent;
import org.parley.api.profiles.Handle;
import org.parley.connectorkit.Samples;
import org.parley.connectorkit.TrialHub;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

/** What is Mastodon's own; what holds for all connectors is in MastodonContractTest. */
class MastodonRouteTest {
  private static final Handle BOB = Handle.of("mastodon", "bob@far.example");

  private final TrialHub hub = new TrialHub();
  private final ScriptedMastodon mastodon = new ScriptedMastodon();

  @AfterEach
  void close() {
    hub.close();
    mastodon.close();
  }

  @Test
  void offersNoMoreThanItDoes() {
    assertThat(new Mastodon(new Pictures()).descriptor().capabilities())
        .containsExactlyInAnyOrder(
            Capability.PUBLISH,
            Capability.REPLY,
            Capability.DIRECT_MESSAGE,
            Capability.EDIT,
            Capability.DELETE,
            Capability.THREAD,
            Capability.MEDIA,
            Capability.LISTEN_POLL,
            Capability.INBOX,
            Capability.AUDIENCE);
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
        .contains("'https://p.example/x' is no picture", "'text/html'");
    assertThat(mastodon.statuses).isEmpty();
  }

  /** Mastodon tells the end of a window as a date. */
  @Test
  void leavesTheAccountAloneUntilItsWindowEnds() {
    UUID account = connect();
    String end = Instant.now().plusSeconds(120).toString();
    interrupt(request -> error(429, "Too many requests", "X-RateLimit-Reset: " + end));

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
    interrupt(request -> error(422, "Validation failed: Text character limit of 300 exceeded"));

    publish("Hello");

    PostFailed failed = hub.bus().data(PostFailed.class).get(0);
    assertThat(failed.fault()).isEqualTo(Fault.INPUT);
    assertThat(failed.reason())
        .isEqualTo("Mastodon refused it: Validation failed: Text character limit of 300 exceeded");
  }

  @Test
  void changesWhatStands() {
    BusRecord post = publish("Hello");

    hub.deliverUntilDone(Samples.rewritten(post, "Hello again"));

    assertThat(hub.bus().data(PostChanged.class)).hasSize(1);
    assertThat(posted())
        .containsExactlyInAnyOrderEntriesOf(Map.of("status", "Hello again", "language", "en"));
  }

  @Test
  void takesBackWhatStandsOrIsGoneAlready() {
    BusRecord first = publish("Hello");
    BusRecord second = publish("Hello again");
    mastodon.statuses.get(1).put("removed", true);

    hub.deliverUntilDone(Samples.withdrawn(first));
    hub.deliverUntilDone(Samples.withdrawn(second));

    assertThat(mastodon.statuses).allSatisfy(status -> assertThat(status).containsKey("removed"));
    assertThat(hub.bus().data(PostRemoved.class)).hasSize(2);
  }

  @Test
  void goesOnInAThread() {
    BusRecord post = publish("Hello");

    hub.deliverUntilDone(Samples.following(post, "and more"));

    assertThat(mastodon.statuses.get(1)).containsEntry("in_reply_to_id", "1");
  }

  @Test
  void answersWhoeverSpoke() {
    hub.deliverUntilDone(Samples.reply(connect(), BOB, "77", "Thanks"));

    assertThat(posted())
        .containsEntry("status", "@bob@far.example Thanks")
        .containsEntry("in_reply_to_id", "77")
        .containsEntry("visibility", "unlisted");
    assertThat(hub.bus().data(ReplyPublished.class)).hasSize(1);
  }

  /** Somebody of the account's own server is mentioned without its name. */
  @Test
  void writesToOnePersonAlone() {
    Handle eve = Handle.of("mastodon", "eve@127.0.0.1");

    hub.deliverUntilDone(Samples.message(connect(), eve, "77", "Psst"));

    assertThat(posted())
        .containsEntry("status", "@eve Psst")
        .containsEntry("in_reply_to_id", "77")
        .containsEntry("visibility", "direct");
    assertThat(hub.bus().data(MessageSent.class)).hasSize(1);
  }

  /**
   * The beginning of another name is no mention: the other one would read it, and she would not.
   */
  @Test
  void writesToNobodyWhoseNameOnlyBeginsLikeHers() {
    Handle eve = Handle.of("mastodon", "eve@127.0.0.1");

    hub.deliverUntilDone(Samples.message(connect(), eve, "77", "Ask @evelyn or x@eve.example"));

    assertThat(posted()).containsEntry("status", "@eve Ask @evelyn or x@eve.example");
  }

  @Test
  void hearsWhatPeopleDo() {
    mastodon.tells("mention", said("public", "null"));
    mastodon.tells("mention", said("public", "\"1\""));
    mastodon.tells("mention", said("direct", "\"1\""));
    mastodon.tells("reblog", said("public", "null"));
    mastodon.tells("favourite", said("public", "null"));
    mastodon.tells("follow");
    connect("PT1S");

    await().until(() -> hub.bus().data(MentionReceived.class).size() == 4);
    await().until(() -> hub.bus().data(MessageReceived.class).size() == 1);
    assertThat(hub.bus().data(MentionReceived.class))
        .extracting(MentionReceived::kind)
        .containsExactly(Kind.MENTION, Kind.REPLY, Kind.REPOST, Kind.LIKE);
    MentionReceived reply = hub.bus().data(MentionReceived.class).get(1);
    assertThat(reply.text()).isEqualTo("@ada O'Brien & <you>\nmore\n\nand https://x.example/");
    assertThat(reply.author().orElseThrow().value()).isEqualTo("bob@far.example");
    assertThat(reply.answers()).contains("1");
    MessageReceived message = hub.bus().data(MessageReceived.class).get(0);
    assertThat(message.media()).containsExactly(URI.create("https://social.example/1.png"));
    assertThat(message.conversation()).isEqualTo("1");
    assertThat(hub.bus().data(FollowerJoined.class))
        .anySatisfy(joined -> assertThat(joined.since()).isPresent());
  }

  /** A page of forty, and what came after it. */
  @Test
  void goesOnWhereItHeardLast() {
    mastodon.tells("mention", said("public", "null"));
    connect("PT1S");
    await().until(() -> hub.bus().data(MentionReceived.class).size() == 1);
    for (int i = 0; i < 45; i++) {
      mastodon.tells("favourite", said("public", "null"));
    }

    await().until(() -> hub.bus().data(MentionReceived.class).size() == 46);

    assertThat(mastodon.asked("GET", "/api/v1/notifications"))
        .extracting(Request::path)
        .anyMatch(path -> path.endsWith("=follow&min_id=1"))
        .anyMatch(path -> path.endsWith("=follow&min_id=41"));
  }

  @Test
  void listsOnceWhoFollowedBefore() {
    connect("PT1S");

    await().until(() -> hub.bus().data(FollowerJoined.class).size() == 3);

    assertThat(hub.bus().data(FollowerJoined.class))
        .extracting(joined -> joined.follower().value())
        .containsExactly("bob@127.0.0.1", "eve@127.0.0.1", "kim@far.example");
    assertThat(hub.bus().data(AudienceCounted.class))
        .singleElement()
        .extracting(AudienceCounted::members)
        .isEqualTo(3L);
  }

  @Test
  void keepsToTheRulesOfItsInstance() {
    UUID account = connect();

    await().until(() -> hub.networks().rulesFor(account).orElseThrow().most(), most -> most == 600);
  }

  private static String said(String visibility, String answers) {
    return """
        {"id":"5","url":"https://far.example/@bob/5","created_at":"2026-08-01T13:51:39.138Z",
        "content":"<p><span class=\\"h-card\\"><a href=\\"https://social.example/@ada\\">@<span>ada</span></a>\
        </span> O&#39;Brien &amp; &lt;you&gt;<br />more</p><p>and <a href=\\"https://x.example/\\"><span \
        class=\\"invisible\\">https://</span><span class=\\"\\">x.example/</span></a></p>",
        "visibility":"%s","language":"en","in_reply_to_id":%s,"unheard_of":{},
        "media_attachments":[{"url":"https://social.example/1.png"},{"url":null}]}"""
        .formatted(visibility, answers);
  }

  /**
   * The cases that Mastodon documents and tests its own counting by, each of 500 characters there.
   */
  @ParameterizedTest
  @MethodSource("fiveHundred")
  void countsAsMastodonDoes(String text) {
    var rules = hub.networks().rulesFor(connect()).orElseThrow();

    assertThat(rules.length(text)).isEqualTo(500);
    assertThat(rules.length(text + " !")).isEqualTo(502);
  }

  static Stream<String> fiveHundred() {
    return Stream.of(
        "a".repeat(500),
        "a".repeat(476) + " http://" + "b".repeat(30) + ".com/example",
        "a".repeat(493) + " @alice@" + "b".repeat(30) + ".com",
        "a".repeat(472) + "\nhttps://a.io and",
        "✨".repeat(500),
        "\uD83C\uDFF3\uFE0F\u200D\u26A7\uFE0F".repeat(500),
        "e\u0301".repeat(500));
  }

  /** The next attempt to post meets this. */
  private void interrupt(Function<Request, Answer> trouble) {
    var done = new AtomicBoolean();
    mastodon.server.otherwise(
        request ->
            ScriptedMastodon.isFor(request, "POST", "/api/v1/statuses") && !done.getAndSet(true)
                ? trouble.apply(request)
                : mastodon.answer(request));
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
    return connect("PT1M");
  }

  private UUID connect(String pace) {
    String instance = mastodon.server.address() + "/";
    UUID account =
        hub.connect(
            new Mastodon(new Pictures()),
            Map.of("instance", instance, "visibility", "UNLISTED", "pace", pace));
    hub.signIn(account, Map.of("code", "c0de"));
    await().until(() -> hub.account(account).status() == Status.ONLINE);
    return account;
  }

  private JsonObject posted() {
    return mastodon.statuses.get(0);
  }
}
