// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.telegram;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.PostFailed;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.messages.MessageFailed;
import org.parley.api.messages.MessageReceived;
import org.parley.api.messages.MessageSent;
import org.parley.api.profiles.Handle;
import org.parley.connectorkit.Manifests;
import org.parley.connectorkit.PicturesAtHand;
import org.parley.connectorkit.Samples;
import org.parley.connectorkit.TrialHub;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

class TelegramRouteTest {
  private static final String TOKEN = "4711:AbcdefghijklmnopqrstuvwxyzABCDEFG_-";

  /** One that a person wrote, and one from a group. */
  private static final String UPDATES =
      """
      {"ok": true, "result": [
        {"update_id": 5, "message": {"message_id": 3, "date": 1772355600, "text": "Is it loud?",
          "chat": {"id": 77, "type": "private"},
          "from": {"id": 77, "first_name": "Grace", "language_code": "en"}}},
        {"update_id": 6, "message": {"message_id": 4, "date": 1772355601, "text": "Not for us",
          "chat": {"id": -5, "type": "group"}, "from": {"id": 78, "first_name": "Eve"}}}]}
      """;

  private final TrialHub hub = new TrialHub();
  private final FaultServer telegram = new FaultServer().otherwise(TelegramRouteTest::answer);
  private UUID account = new UUID(0, 0);

  @BeforeEach
  void connect() {
    account =
        hub.connect(
            Manifests.read(PicturesAtHand.none(), telegram.address()),
            Map.of("token", TOKEN, "chat", "@parley_news"));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> telegram.requests().stream().anyMatch(each -> asks(each, "getUpdates")));
  }

  private static boolean asks(Request request, String method) {
    return request.path().startsWith("/bot" + TOKEN + "/" + method);
  }

  @AfterEach
  void close() {
    hub.close();
    telegram.close();
  }

  private static Answer answer(Request request) {
    if (request.path().endsWith("/getMe")) {
      return Answer.of(200, "{\"ok\": true, \"result\": {\"username\": \"parley_bot\"}}");
    }
    if (asks(request, "getUpdates")) {
      return Answer.of(200, UPDATES);
    }
    return request.method().equals("GET")
        ? Answer.of(200, "{\"ok\": true, \"result\": {\"title\": \"News\"}}")
        : Answer.of(
            200,
            "{\"ok\": true, \"result\": {\"message_id\": 9, \"chat\": {\"id\": -1001, "
                + "\"username\": \"parley_news\"}}}");
  }

  private List<Request> sent() {
    return telegram.requests().stream().filter(each -> each.method().equals("POST")).toList();
  }

  @Test
  void saysAsWhomAndWhereItPosts() {
    assertThat(hub.account(account).statusText()).isEqualTo("Signed in as @parley_bot, in News");
    assertThat(telegram.requests().get(0).path()).isEqualTo("/bot" + TOKEN + "/getMe");
    assertThat(telegram.requests().get(1).path()).endsWith("/getChat?chat_id=%40parley_news");
  }

  @Test
  void posts() throws Exception {
    hub.deliver(Samples.post(account, "telegram", Samples.AWKWARD)).get(10, TimeUnit.SECONDS);

    assertThat(sent())
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.body())
                    .contains("\"chat_id\":\"@parley_news\"", "👋🏽 שלום 𝒳")
                    .contains("\"link_preview_options\":{\"url\":\"https://p.example/abc\"}"));
    assertThat(hub.bus().data(PostPublished.class))
        .singleElement()
        .satisfies(
            published -> {
              assertThat(published.remoteId()).isEqualTo("-1001/9");
              assertThat(published.permalink()).contains(URI.create("https://t.me/parley_news/9"));
            });
  }

  @Test
  void changesAndTakesBackWhatItPosted() throws Exception {
    BusRecord post = Samples.post(account, "telegram", "Hello");

    hub.deliver(post).get(10, TimeUnit.SECONDS);
    hub.deliver(Samples.rewritten(post, "Hello again")).get(10, TimeUnit.SECONDS);
    hub.deliver(Samples.withdrawn(post)).get(10, TimeUnit.SECONDS);

    assertThat(sent()).hasSize(3);
    assertThat(sent().get(1).path()).endsWith("/editMessageText");
    assertThat(sent().get(1).body()).contains("\"message_id\":9", "Hello again");
    assertThat(sent().get(2).path()).endsWith("/deleteMessage");
    assertThat(sent().get(2).body()).contains("\"message_id\":9");
  }

  @Test
  void showsWhatPeopleWriteToIt() {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(hub.bus().data(MessageReceived.class))
                    .singleElement()
                    .satisfies(
                        message -> {
                          assertThat(message.remoteId()).isEqualTo("77/3");
                          assertThat(message.conversation()).isEqualTo("77");
                          assertThat(message.author().value()).isEqualTo("77");
                          assertThat(message.author().name()).contains("Grace");
                          assertThat(message.text()).isEqualTo("Is it loud?");
                          assertThat(message.at()).isEqualTo(Instant.ofEpochSecond(1772355600));
                        }));
  }

  @Test
  void answersThem() throws Exception {
    var grace =
        new Handle("telegram", "77", Optional.of("Grace"), Optional.empty(), Optional.empty());

    hub.deliver(Samples.message(account, grace, "77", "Not at all")).get(10, TimeUnit.SECONDS);

    assertThat(sent())
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.body())
                    .contains("\"chat_id\":\"77\"", "Not at all")
                    .doesNotContain("reply_parameters"));
    assertThat(hub.bus().data(MessageSent.class)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "400 | {\"ok\":false,\"description\":\"Bad Request: chat not found\"} | SETTINGS | "
            + "add it there first",
        "400 | {\"ok\":false,\"parameters\":{\"migrate_to_chat_id\":-1009}} | SETTINGS | enter -1009",
        "401 | {\"ok\":false,\"description\":\"Unauthorized\"} | CREDENTIALS | Unauthorized"
      })
  void saysWhoMustAct(int status, String body, Fault fault, String words) throws Exception {
    telegram.then(Answer.of(status, body));

    ParleyException failure = refusal();

    assertThat(failure.fault()).isEqualTo(fault);
    assertThat(failure).hasMessageContaining(words).hasMessageNotContaining(TOKEN);
  }

  @Test
  void givesUpWhatTelegramWillNeverTake() throws Exception {
    telegram.then(
        Answer.of(400, "{\"ok\":false,\"description\":\"Bad Request: message is too long\"}"));

    hub.deliver(Samples.post(account, "telegram", "Hello")).get(10, TimeUnit.SECONDS);

    assertThat(hub.bus().data(PostFailed.class))
        .singleElement()
        .satisfies(failed -> assertThat(failed.reason()).contains("too long"));
  }

  @Test
  void goesOnWithAllOthersWhenSomebodyHasBlockedTheBot() throws Exception {
    var grace =
        new Handle("telegram", "77", Optional.of("Grace"), Optional.empty(), Optional.empty());
    telegram.then(
        Answer.of(
            403, "{\"ok\":false,\"description\":\"Forbidden: bot was blocked by the user\"}"));

    hub.deliver(Samples.message(account, grace, "77", "Not at all")).get(10, TimeUnit.SECONDS);
    hub.deliver(Samples.post(account, "telegram", "Hello")).get(10, TimeUnit.SECONDS);

    assertThat(hub.bus().data(MessageFailed.class))
        .singleElement()
        .satisfies(failed -> assertThat(failed.reason()).contains("blocked by the user"));
    assertThat(hub.bus().data(PostPublished.class)).hasSize(1);
  }

  @Test
  void waitsAsLongAsTheBodySays() throws Exception {
    telegram.then(
        Answer.of(
            429,
            "{\"ok\":false,\"description\":\"Too Many Requests\",\"parameters\":{\"retry_after\":17}}"));

    assertThat(refusal().retryAfter()).contains(Duration.ofSeconds(17));
  }

  /** Why a post was not taken; whoever reads it never sees the token. */
  private ParleyException refusal() throws Exception {
    Throwable failure =
        hub.deliver(Samples.post(account, "telegram", "Hello"))
            .handle((done, failed) -> failed)
            .get(10, TimeUnit.SECONDS);
    while (failure != null && !(failure instanceof ParleyException)) {
      failure = failure.getCause();
    }
    assertThat(failure).isInstanceOf(ParleyException.class);
    return (ParleyException) requireNonNull(failure);
  }
}
