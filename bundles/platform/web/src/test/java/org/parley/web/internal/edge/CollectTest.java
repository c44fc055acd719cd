// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.Busy;
import org.parley.api.InvalidInput;
import org.parley.api.OutcomeUnknown;
import org.parley.api.interactions.Collector;
import org.parley.api.interactions.NewInteractions;
import org.parley.api.interactions.NewVisit;
import org.parley.api.security.Caller;
import org.parley.web.internal.ops.Meters;
import org.parley.web.internal.rest.Constraints;

class CollectTest {
  private static final String VIEW =
      """
      {"events": [{"type": "page.viewed", "url": "https://www.example.org/a"}], "consent": "%s"%s}\
      """;

  private final Constraints constraints = new Constraints();
  private final Keeper keeper = new Keeper();
  private final Edge edge = EdgeServers.edge(List.of());
  private FelixLikeServer server;

  /** Keeps what it is told and answers as it is told. */
  private static final class Keeper implements Collector {
    final List<NewVisit> visits = new ArrayList<>();
    final List<Browser> browsers = new ArrayList<>();
    CompletionStage<Integer> next = CompletableFuture.completedStage(1);

    @Override
    public CompletionStage<Integer> accept(NewInteractions input, Caller by) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Integer> track(NewVisit input, Browser browser) {
      if (!"none".equals(input.consent()) && input.evidence() == null) {
        throw new InvalidInput("evidence", "is needed");
      }
      visits.add(input);
      browsers.add(browser);
      return next;
    }
  }

  @BeforeEach
  void start() throws Exception {
    edge.collect = new Collect(keeper, constraints, new Meters());
    server = new FelixLikeServer(edge);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void takesWhatABrowserReports() throws Exception {
    for (String type : List.of("application/json", "text/plain;charset=UTF-8", "Text/Plain")) {
      var answer = send(post(VIEW.formatted("none", "")).setHeader("Content-Type", type));
      assertThat(answer.statusCode()).as(type).isEqualTo(202);
      assertThat(answer.body()).isEqualTo("{\"accepted\":1}");
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
    assertThat(keeper.visits).hasSize(3);
    assertThat(keeper.browsers)
        .containsOnly(new Collector.Browser(java.util.Optional.empty(), false));
  }

  @Test
  void givesAKeyOnlyToWhoeverAgreed() throws Exception {
    var answer = send(post(agreed()));
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    String key = keeper.browsers.get(0).visitorKey().orElseThrow();

    assertThat(cookie)
        .startsWith("parley_key=" + key)
        .contains("HttpOnly", "SameSite=Lax", "Path=/");
    assertThat(cookie).contains("Max-Age=34128000").doesNotContain("Secure");
    send(post(agreed()).header("Cookie", "parley_key=" + key));
    assertThat(keeper.browsers.get(1).visitorKey()).contains(key);
  }

  @Test
  void takesTheKeyOfThePageWhereThereIsNoCookie() throws Exception {
    String body =
        VIEW.formatted("key", ", \"evidence\": \"ok\", \"visitor\": \"0123456789abcdef\"");
    var answer = send(post(body));

    assertThat(keeper.browsers.get(0).visitorKey()).contains("0123456789abcdef");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("parley_key=0123456789abcdef");
  }

  @Test
  void remembersNobodyWhoseBrowserObjects() throws Exception {
    for (String header : List.of("DNT", "Sec-GPC")) {
      var answer =
          send(post(agreed()).header(header, "1").header("Cookie", "parley_key=0123456789abcdef"));
      assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
          .startsWith("parley_key=;")
          .contains("Max-Age=0");
    }
    assertThat(keeper.browsers)
        .allMatch(browser -> browser.objects() && browser.visitorKey().isEmpty());
  }

  @Test
  void takesTheKeyBackFromWhoeverNoLongerAgrees() throws Exception {
    var answer =
        send(post(VIEW.formatted("none", "")).header("Cookie", "parley_key=0123456789abcdef"));

    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("parley_key=;")
        .contains("Max-Age=0");
    assertThat(keeper.browsers.get(0).visitorKey()).isEmpty();
  }

  @Test
  void givesNoKeyWhenNothingWasTaken() throws Exception {
    var unproven = send(post(VIEW.formatted("key", "")));
    keeper.next = CompletableFuture.failedStage(new Busy("full", Duration.ofSeconds(4)));
    var busy = send(post(agreed()));

    assertThat(unproven.statusCode()).isEqualTo(422);
    assertThat(unproven.body()).contains("#/evidence");
    assertThat(busy.statusCode()).isEqualTo(503);
    assertThat(busy.headers().firstValue("Retry-After")).contains("4");
    assertThat(unproven.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(busy.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void namesEveryBadField() throws Exception {
    var answer = send(post("{\"events\": [{\"type\": 1, \"x\": 1}], \"consent\": \"maybe\"}"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body())
        .contains("#/events/0/type", "#/events/0/url", "#/events/0/x", "#/consent");
  }

  @Test
  void refusesWhatIsNoReport() throws Exception {
    assertThat(send(post("{")).statusCode()).isEqualTo(400);
    assertThat(send(post("")).statusCode()).isEqualTo(400);
    assertThat(send(post("{}").setHeader("Content-Type", "image/png")).statusCode()).isEqualTo(415);
    assertThat(send(post("{}").setHeader("Content-Type", "text/plain;charset=latin1")).statusCode())
        .isEqualTo(415);
    byte[] bad = {'"', (byte) 0xc3, (byte) 0x28, '"'};
    assertThat(
            send(server
                    .request("/t")
                    .header("Content-Type", "text/plain")
                    .POST(BodyPublishers.ofByteArray(bad)))
                .statusCode())
        .isEqualTo(400);
    assertThat(server.get("/t").statusCode()).isEqualTo(405);
    assertThat(server.get("/t").headers().firstValue("Allow")).contains("OPTIONS, POST");
    assertThat(keeper.visits).isEmpty();
  }

  @Test
  void refusesOversizeReports() throws Exception {
    byte[] large = new byte[70_000];
    var known =
        server
            .request("/t")
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofByteArray(large));
    var chunked =
        server
            .request("/t")
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)));

    assertThat(send(known).statusCode()).isEqualTo(413);
    assertThat(send(chunked).statusCode()).isEqualTo(413);
  }

  @Test
  void tellsThoseWhoAreStillSendingAndKeepsTheirConnection() throws Exception {
    byte[] large = new byte[1 << 20];
    for (int i = 0; i < 20; i++) {
      var answer = send(server.request("/t").POST(BodyPublishers.ofByteArray(large)));
      assertThat(answer.statusCode()).isEqualTo(415);
      assertThat(answer.headers().firstValue("Connection")).isEmpty();
    }
  }

  @Test
  void letsOnlyRegisteredSitesIn() throws Exception {
    var foreign = send(post(VIEW.formatted("none", "")).header("Origin", "https://evil.example"));
    String own = "http://" + server.request("/t").GET().build().uri().getAuthority();
    var mine = send(post(VIEW.formatted("none", "")).header("Origin", own));

    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(mine.statusCode()).isEqualTo(202);
    assertThat(mine.headers().firstValue("Access-Control-Allow-Origin")).contains(own);
    assertThat(keeper.visits).hasSize(1);
  }

  @Test
  void asksToComeBackWhenTheOutcomeIsNotKnown() throws Exception {
    keeper.next =
        CompletableFuture.failedStage(new OutcomeUnknown("lost", new IllegalStateException()));
    var unknown = send(post(agreed()));

    assertThat(unknown.statusCode()).isEqualTo(503);
    assertThat(unknown.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void answers503WhileProfilingIsAway() throws Exception {
    edge.collect = null;

    assertThat(send(post("{}")).statusCode()).isEqualTo(503);
  }

  @Test
  void tellsABodyThatIsBrokenFromOneThatIsTooLarge() throws Exception {
    var hub = server.request("/t").build().uri();
    try (var socket = new Socket(hub.getHost(), hub.getPort())) {
      String request =
          """
          POST /t HTTP/1.1
          Host: localhost
          Content-Type: application/json
          Transfer-Encoding: chunked

          this is no chunk
          """;
      socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400").contains("not sent as HTTP says");
    }
    assertThat(keeper.visits).isEmpty();
  }

  private static String agreed() {
    return VIEW.formatted("key", ", \"evidence\": \"Banner 1\"");
  }

  private HttpRequest.Builder post(String body) {
    return server
        .request("/t")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return server.send(request);
  }
}
