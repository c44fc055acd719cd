// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.connector.bluesky.ScriptedPds.error;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

/** What Bluesky does in a way of its own; the rest is in its contract. */
class BlueskyRouteTest {
  private static TrialHub hub;
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
