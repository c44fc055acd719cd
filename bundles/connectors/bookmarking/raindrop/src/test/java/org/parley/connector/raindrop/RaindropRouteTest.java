// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.raindrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.Fault;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.PostFailed;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.content.ItemReceived;
import org.parley.connectorkit.Manifests;
import org.parley.connectorkit.PicturesAtHand;
import org.parley.connectorkit.Samples;
import org.parley.connectorkit.TrialHub;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

class RaindropRouteTest {
  private static final String MADE =
      "{\"_id\": 42, \"link\": \"https://p.example/abc\", \"title\": \"Made\", \"excerpt\": \"\", "
          + "\"created\": \"2026-03-01T09:00:00.000Z\"}";

  private final TrialHub hub = new TrialHub();
  private final List<String> kept = new CopyOnWriteArrayList<>();
  private final FaultServer raindrop = new FaultServer().otherwise(this::answer);
  private UUID account = new UUID(0, 0);

  @BeforeEach
  void connect() {
    account = connect(7);
    hub.enterApp("raindrop", "app-1", "s3cret");
    hub.signIn(account, Map.of("code", "c0de"));
    await().atMost(Duration.ofSeconds(10)).until(() -> !asked("GET", "/raindrops/").isEmpty());
  }

  private UUID connect(int collection) {
    return hub.connect(
        Manifests.read(PicturesAtHand.none(), raindrop.address()),
        Map.of("collection", collection));
  }

  @AfterEach
  void close() {
    hub.close();
    raindrop.close();
  }

  private Answer answer(Request request) {
    if (request.path().equals("/v1/oauth/access_token")) {
      return Answer.of(
          200, "{\"access_token\": \"t0ken\", \"refresh_token\": \"r1\", \"expires_in\": 1209599}");
    }
    if (!"Bearer t0ken".equals(request.headers().get("authorization"))) {
      return Answer.of(401, "{\"result\": false}");
    }
    if (request.path().equals("/rest/v1/user")) {
      return Answer.of(200, "{\"result\": true, \"user\": {\"_id\": 7, \"fullName\": \"Ada\"}}");
    }
    if (request.method().equals("POST")) {
      kept.add(MADE);
      return Answer.of(200, "{\"result\": true, \"item\": " + MADE + "}");
    }
    return Answer.of(200, "{\"result\": true, \"items\": [" + String.join(",", kept) + "]}");
  }

  private List<Request> asked(String method, String path) {
    return raindrop.requests().stream()
        .filter(each -> each.method().equals(method) && each.path().contains(path))
        .toList();
  }

  @Test
  void signsInAsWhoeverAgreed() {
    assertThat(asked("POST", "/v1/oauth/access_token"))
        .singleElement()
        .satisfies(
            sent -> assertThat(sent.body()).contains("code=c0de", "client_id=app-1", "s3cret"));
    assertThat(hub.signIns().find(account).orElseThrow().subject()).contains("Ada");
  }

  @Test
  void changesAndTakesBackWhatItKept() throws Exception {
    BusRecord post = Samples.post(account, "raindrop", "Hello");

    hub.deliver(post).get(10, TimeUnit.SECONDS);
    hub.deliver(Samples.rewritten(post, "Hello again")).get(10, TimeUnit.SECONDS);
    hub.deliver(Samples.withdrawn(post)).get(10, TimeUnit.SECONDS);

    assertThat(asked("PUT", "/rest/v1/raindrop/42"))
        .singleElement()
        .satisfies(sent -> assertThat(sent.body()).contains("Hello again"));
    assertThat(asked("DELETE", "/rest/v1/raindrop/42")).hasSize(1);
  }

  @Test
  void keepsALink() throws Exception {
    hub.deliver(Samples.post(account, "raindrop", Samples.AWKWARD)).get(10, TimeUnit.SECONDS);

    assertThat(asked("POST", "/rest/v1/raindrop"))
        .singleElement()
        .satisfies(
            sent ->
                assertThat(sent.body())
                    .contains("\"link\":\"https://p.example/abc\"", "\"collection\":{\"$id\":7}")
                    .doesNotContain("title"));
    assertThat(hub.bus().data(PostPublished.class))
        .singleElement()
        .satisfies(
            published -> {
              assertThat(published.remoteId()).isEqualTo("42");
              assertThat(published.permalink())
                  .contains(URI.create("https://app.raindrop.io/my/7/item/42"));
            });
  }

  @Test
  void readsBackWhatWasTakenWithoutAnAnswer() {
    raindrop.otherwise(
        request -> {
          Answer answer = answer(request);
          return request.method().equals("POST") ? Answer.reset() : answer;
        });

    hub.deliverUntilDone(Samples.post(account, "raindrop", "Hello"));

    assertThat(asked("POST", "/rest/v1/raindrop")).hasSize(1);
    assertThat(hub.bus().data(PostPublished.class)).hasSize(1);
  }

  @Test
  void believesNoAnswerWithoutItsList() throws Exception {
    raindrop.then(Answer.reset(), Answer.of(200, "{\"result\": true, \"renamed\": []}"));
    raindrop.otherwise(request -> Answer.of(200, "{\"result\": true, \"renamed\": []}"));
    var post = Samples.post(account, "raindrop", "Hello");

    for (int attempt = 0; attempt < 3; attempt++) {
      hub.deliver(post).handle((done, failure) -> failure).get(20, TimeUnit.SECONDS);
    }

    assertThat(asked("POST", "/rest/v1/raindrop")).hasSize(1);
    assertThat(hub.bus().data(PostPublished.class)).isEmpty();
  }

  @Test
  void saysWhatIsRefusedWithin200() throws Exception {
    raindrop.then(Answer.of(200, "{\"result\": false, \"errorMessage\": \"bad link\"}"));

    hub.deliver(Samples.post(account, "raindrop", "Hello")).get(10, TimeUnit.SECONDS);

    assertThat(hub.bus().data(PostFailed.class))
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.fault()).isEqualTo(Fault.INPUT);
              assertThat(failed.reason()).isEqualTo("Raindrop.io refused it, bad link");
            });
  }

  @Test
  void readsWhatIsThere() {
    kept.add(MADE);
    UUID second = connect(8);
    hub.signIn(second, Map.of("code", "c0de"));

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(hub.bus().data(ItemReceived.class))
                    .anySatisfy(
                        item -> {
                          assertThat(item.account()).isEqualTo(second);
                          assertThat(item.guid()).isEqualTo("42");
                        }));
  }
}
