// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.Busy;
import org.parley.api.OutcomeUnknown;
import org.parley.api.ParleyException;
import org.parley.api.links.Redirects;
import org.parley.api.links.Redirects.Answer;

class EdgeTest {
  private final List<Redirects.Visit> visits = new ArrayList<>();
  private final AtomicReference<CompletionStage<Answer>> next = new AtomicReference<>();
  private final AtomicBoolean ready = new AtomicBoolean(true);
  private final Edge edge = EdgeServers.edge(List.of("127.0.0.1", "10.0.0.0/8"), ready::get);
  private FelixLikeServer server;

  @BeforeEach
  void start() throws Exception {
    edge.redirects =
        visit -> {
          visits.add(visit);
          return java.util.Objects.requireNonNull(next.get());
        };
    answer(new Answer.Follow(URI.create("https://example.org/käse?a=b#c")));
    server = new FelixLikeServer(edge);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void sendsTheVisitorOn() throws Exception {
    var answer = server.get("/Abc-1");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location"))
        .contains("https://example.org/k%C3%A4se?a=b#c");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("private, no-store");
    assertThat(visits).extracting(Redirects.Visit::slug).containsExactly("Abc-1");
  }

  @Test
  void whatAServletIsTooBusyForIsToComeBackLater() throws Exception {
    var program = server.get("/metrics/busy");
    var person = server.get("/console/busy");

    assertThat(program.statusCode()).isEqualTo(503);
    assertThat(program.headers().firstValue("Retry-After")).contains("7");
    assertThat(program.body()).contains("The shelf is full");
    assertThat(person.statusCode()).isEqualTo(503);
    assertThat(person.headers().firstValue("Retry-After")).contains("7");
    assertThat(person.body()).contains("<h1>").doesNotContain("shelf");
  }

  @Test
  void answersOnlyWhenTheClickIsDurable() throws Exception {
    var durable = new CompletableFuture<Answer>();
    next.set(durable);
    var asked = CompletableFuture.supplyAsync(() -> status("/abc"));

    org.awaitility.Awaitility.await().until(() -> !visits.isEmpty());
    assertThat(asked).isNotDone();
    durable.complete(new Answer.Follow(URI.create("https://example.org/")));

    assertThat(asked.get()).isEqualTo(302);
  }

  @Test
  void tellsWhatTheBrowserSays() throws Exception {
    server.send(
        server
            .request("/abc")
            .header("User-Agent", "Probe/1")
            .header("Accept-Language", "de")
            .header("Sec-Purpose", "prefetch")
            .header("Cookie", "x=y; parley_key=0123456789abcdef")
            .method("HEAD", BodyPublishers.noBody()));

    Redirects.Visit visit = visits.get(0);
    assertThat(visit.head()).isTrue();
    assertThat(visit.host()).isEqualTo("127.0.0.1");
    assertThat(visit.headers())
        .containsEntry("user-agent", "Probe/1")
        .containsEntry("accept-language", "de")
        .containsEntry("sec-purpose", "prefetch");
    assertThat(visit.visitorKey()).contains("0123456789abcdef");
  }

  @Test
  void looksAwayFromTheKeyWhenTheBrowserObjects() throws Exception {
    for (String header : List.of("DNT", "Sec-GPC")) {
      var request = server.request("/abc").header("Cookie", "parley_key=0123456789abcdef");
      server.send(request.header(header, "1"));
    }
    server.send(server.request("/abc").header("Cookie", "parley_key=short"));

    assertThat(visits).hasSize(3).allMatch(visit -> visit.visitorKey().isEmpty());
  }

  @Test
  void saysWhatIsWrongWithALink() throws Exception {
    answer(new Answer.Unknown());
    assertThat(server.get("/abc").statusCode()).isEqualTo(404);
    answer(new Answer.Gone());
    assertThat(server.get("/abc").statusCode()).isEqualTo(410);
    next.set(CompletableFuture.failedStage(new IllegalStateException("inner secret")));
    assertThat(server.get("/abc").body()).doesNotContain("secret");
    assertThat(server.get("/abc").statusCode()).isEqualTo(500);
  }

  @Test
  void asksToComeBackWhenBusyOrAway() throws Exception {
    next.set(
        CompletableFuture.failedStage(
            new CompletionException(new Busy("full", Duration.ofMillis(2100)))));
    var busy = server.get("/abc");
    edge.redirects = null;
    var away = server.get("/abc");

    assertThat(busy.statusCode()).isEqualTo(503);
    assertThat(busy.headers().firstValue("Retry-After")).contains("3");
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void marksAClickOfWhichNobodyKnowsWhetherItIsCounted() throws Exception {
    next.set(
        CompletableFuture.failedStage(
            new CompletionException(new OutcomeUnknown("lost", new IllegalStateException()))));
    var unknown = server.get("/abc");

    assertThat(unknown.statusCode()).isEqualTo(503);
    assertThat(unknown.headers().firstValue("Retry-After")).contains("1");
    assertThat(unknown.headers().firstValue("Parley-Outcome")).contains("unknown");
  }

  @Test
  void saysOfNoLinkThatThereIsNoneBeforeAllIsThere() throws Exception {
    answer(new Answer.Unknown());
    ready.set(false);
    var early = server.get("/abc");
    ready.set(true);

    assertThat(early.statusCode()).isEqualTo(503);
    assertThat(early.headers().firstValue("Retry-After")).contains("1");
    assertThat(early.headers().firstValue("Cache-Control")).contains("private, no-store");
    assertThat(early.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(server.get("/abc").statusCode()).isEqualTo(404);
  }

  @Test
  void asksProgramsToComeBackWithAProblem() throws Exception {
    var away = server.send(server.request("/t").POST(BodyPublishers.ofString("{}")));

    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.headers().firstValue("Retry-After")).contains("2");
    assertThat(away.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  /** Felix says 404 where no servlet is registered: then the part that would know is not there. */
  @Test
  void saysOfNothingThatItIsNotThereWhileNoServletIs() throws Exception {
    for (String path : List.of("/api/missing", "/console/missing", "/missing/missing")) {
      var answer = server.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).as(path).contains("2");
      assertThat(answer.headers().firstValue("Cache-Control")).as(path).contains("no-store");
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .as(path)
          .startsWith(path.startsWith("/api") ? "application/problem+json" : "text/html");
    }
    assertThat(server.get("/system/missing").statusCode()).isEqualTo(404);
  }

  @Test
  void leavesTheRestToTheServlets() throws Exception {
    for (String path :
        List.of(
            "/",
            "/api/v1/links",
            "/console",
            "/health",
            "/f",
            "/p",
            "/t.js",
            "/a/b",
            "/.well-known/x",
            "/API")) {
      assertThat(server.get(path).body()).as(path).startsWith("behind");
    }
    assertThat(server.send(server.request("/abc").POST(BodyPublishers.noBody())).body())
        .startsWith("behind");
    assertThat(visits).isEmpty();
  }

  @Test
  void givesEveryAnswerStrictHeaders() throws Exception {
    for (String path : List.of("/abc", "/health", "/api/missing")) {
      var headers = server.get(path).headers();
      assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .startsWith("default-src 'none'");
      assertThat(headers.firstValue("X-Frame-Options")).as(path).contains("DENY");
      assertThat(headers.firstValue("Server")).as(path).isEmpty();
      assertThat(headers.firstValue("Strict-Transport-Security")).as(path).isEmpty();
    }
    assertThat(server.get("/console/own").headers().allValues("Content-Security-Policy"))
        .containsExactly("default-src 'self'");
  }

  @Test
  void believesOnlyTrustedProxies() throws Exception {
    assertThat(seen("203.0.113.9")).isEqualTo("behind 203.0.113.9 true");
    assertThat(seen("6.6.6.6, 203.0.113.9, 10.1.2.3")).isEqualTo("behind 203.0.113.9 true");
    assertThat(seen("203.0.113.9, garbage")).isEqualTo("behind 127.0.0.1 true");
    assertThat(seen("[2001:db8::1]")).isEqualTo("behind [2001:db8:0:0:0:0:0:1] true");

    try (var open = new FelixLikeServer(EdgeServers.edge(List.of()))) {
      var request =
          open.request("/health")
              .header("X-Forwarded-For", "203.0.113.9")
              .header("X-Forwarded-Proto", "https");
      assertThat(open.send(request).body()).isEqualTo("behind 127.0.0.1 false");
    }
  }

  @Test
  void leavesNothingBehind() throws Exception {
    server.removeDoor();

    assertThatThrownBy(() -> server.get("/abc")).isInstanceOf(ConnectException.class);
  }

  @Test
  void readsNetworks() throws Exception {
    var networks = Networks.parse("x", List.of("10.0.0.0/8, ::1 ", "192.168.1.7"));

    assertThat(networks.contains(InetAddress.getByName("10.200.0.1"))).isTrue();
    assertThat(networks.contains(InetAddress.getByName("11.0.0.1"))).isFalse();
    assertThat(networks.contains(InetAddress.getByName("::1"))).isTrue();
    assertThat(networks.contains(InetAddress.getByName("192.168.1.8"))).isFalse();
    for (String bad : List.of("localhost", "10.0.0.0/33", "10.0.0.0/x", "10.0.0", "")) {
      assertThatThrownBy(() -> Networks.parse("x", List.of(bad)))
          .as(bad)
          .isInstanceOf(ParleyException.class);
    }
  }

  private String seen(String forwarded) throws Exception {
    var request = server.request("/health").header("X-Forwarded-For", forwarded);
    return server.send(request.header("X-Forwarded-Proto", "https")).body();
  }

  private int status(String path) {
    try {
      return server.get(path).statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(Answer answer) {
    next.set(CompletableFuture.completedStage(answer));
  }

  @Test
  void refusesWhatJettyCannotReadInItsOwnWords() throws Exception {
    String answer = raw("GET /api/v1/links/%00 HTTP/1.1");

    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "\"status\":400", "X-Request-Id")
        .doesNotContainIgnoringCase("jetty");
  }

  private String raw(String line) throws Exception {
    var hub = server.request("/").build().uri();
    try (var socket = new java.net.Socket(hub.getHost(), hub.getPort())) {
      String request = line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return new String(
          socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
