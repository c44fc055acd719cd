// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputIT extends BadInputs {
  private final AtomicInteger made = new AtomicInteger();

  BadInputIT(@TempDir Path folder) throws Exception {
    super(folder, Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "\u0001javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "ftp://example.org/",
        "mailto:ada@example.org",
        "//example.org/",
        "/console",
        "https:example.org",
        "https://",
        "https:///path",
        "https://example.org\\@evil.example/",
        "https://example.org/\r\nSet-Cookie: a=b",
        "https://exa mple.org/",
        "https://[::1",
        "https://ada:secret@example.org/",
        "https://ada@example.org/",
        "https://example.org:99999/",
        "https://example.org:0/"
      })
  void leadsNobodyToWhatIsNoWebPage(String target) {
    HttpResponse<String> link = hub().send("POST", "/links", Map.of("target", target));
    OpenApi.Operation add = hub().api().get("addMessage");
    HttpResponse<String> message =
        hub().send("POST", world().path(add), Map.of("title", "A", "target", target));

    for (HttpResponse<String> answer : List.of(link, message)) {
      assertThat(answer.statusCode()).as("%s: %s", target, answer.body()).isEqualTo(422);
      assertThat(answer.body()).contains("\"pointer\":\"#/target\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/",
        "http://localhost:%d/",
        "http://localhost.:%d/",
        "http://LOCALHOST:%d/",
        "http://127.1:%d/",
        "http://2130706433:%d/",
        "http://0x7f000001:%d/",
        "http://0.0.0.0:%d/",
        "http://[::1]:%d/",
        "http://[::]:%d/",
        "http://[::ffff:127.0.0.1]:%d/",
        "http://[::ffff:7f00:1]:%d/",
        "http://[64:ff9b::7f00:1]:%d/",
        "http://10.0.0.1/%d",
        "http://172.16.0.1/%d",
        "http://192.168.0.1/%d",
        "http://169.254.169.254/latest/meta-data/%d",
        "http://100.64.0.1/%d",
        "http://[fd00::1]/%d",
        "http://[fe80::1]/%d",
        "http://ada:secret@127.0.0.1:%d/",
        "file:///etc/passwd?%d",
        "javascript:%d"
      })
  void fetchesAndCallsNothingPrivate(String address) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer inner = serve(asked);
    try {
      String there = address.formatted(inner.getAddress().getPort());
      refuses("feed", Map.of("address", there, "pace", "PT1H"), there);
      refuses(
          "crm-rest",
          Map.of("address", there, "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2La"),
          there);
      refuses(
          "bluesky",
          Map.of("service", there, "handle", "ada.example.org", "password", "abcd-efgh"),
          there);
      assertThat(asked).hasValue(0);
    } finally {
      inner.stop(0);
    }
  }

  /** Either at once, or as what a test of the connection says. */
  private void refuses(String connector, Map<String, Object> settings, String address) {
    HttpResponse<String> created =
        hub()
            .send(
                "POST",
                "/accounts",
                Map.of(
                    "connector",
                    connector,
                    "name",
                    connector + made.incrementAndGet(),
                    "settings",
                    settings));
    if (created.statusCode() == 422) {
      assertThat(created.body()).containsPattern("\"pointer\":\"#/settings/(address|service)\"");
      return;
    }
    String account = "/accounts/" + hub().json(created).path("account").path("id").asText();
    JsonNode report = hub().make(account + "/tests", "");
    assertThat(report.path("fault").asText() + " " + report.path("report").asText())
        .as(address)
        .satisfiesAnyOf(
            said -> assertThat(said).startsWith("settings").contains(" address"),
            said -> assertThat(said).startsWith("remote").contains("has no address"));
    assertThat(hub().send("DELETE", account, "").statusCode()).isEqualTo(204);
  }

  private static HttpServer serve(AtomicInteger asked) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void refusesWhatIsNoRequest() throws Exception {
    Wire wire = new Wire(hub().address("/"));
    SoftAssertions wrong = new SoftAssertions();
    for (String request : noRequests("Host: localhost\r\n", "Connection: close\r\n\r\n")) {
      String answer = wire.ask(request);
      wrong
          .assertThat(Wire.status(answer))
          .as("%.60s -> %.200s", request, answer)
          .satisfiesAnyOf(
              status -> assertThat(status).isZero(),
              status -> assertThat(status).isBetween(400, 499),
              status -> assertThat(status).isEqualTo(505));
      wrong.assertThat(answer).doesNotContainIgnoringCase("jetty", "\tat ");
    }
    wrong.assertAll();
  }

  private static List<String> noRequests(String host, String end) {
    return List.of(
        "\r\n\r\n\r\n",
        "GET\r\n\r\n",
        "GET /health\r\n" + host + end,
        "GET /health HTTP/9.9\r\n" + host + end,
        "G\0T /health HTTP/1.1\r\n" + host + end,
        "GET /health HTTP/1.1\r\n" + end,
        "GET /health HTTP/1.1\r\n" + host + "Host: other\r\n" + end,
        "GET /health HTTP/1.1\r\n" + host + "No colon here\r\n" + end,
        "GET /health HTTP/1.1\r\n" + host + " folded: x\r\n" + end,
        "GET /health HTTP/1.1\r\n" + host + "A\0B: x\r\n" + end,
        "GET /%zz HTTP/1.1\r\n" + host + end,
        "GET /api/v1/%00 HTTP/1.1\r\n" + host + end,
        "GET /../../etc/passwd HTTP/1.1\r\n" + host + end,
        "POST /t HTTP/1.1\r\n" + host + "Content-Length: 5\r\nContent-Length: 6\r\n" + end,
        "POST /t HTTP/1.1\r\n" + host + "Content-Length: -1\r\n" + end,
        "POST /t HTTP/1.1\r\n" + host + "Content-Length: 99999999999999999999\r\n" + end,
        "POST /t HTTP/1.1\r\n"
            + host
            + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"
            + end
            + "0\r\n\r\n",
        "POST /t HTTP/1.1\r\n" + host + "Transfer-Encoding: nonsense\r\n" + end,
        "POST /t HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n" + end + "xyz\r\n",
        "GET /health HTTP/1.1\r\n" + host + "X: " + "x".repeat(100_000) + "\r\n" + end,
        "GET /health HTTP/1.1\r\n" + host + "X: y\r\n".repeat(20_000) + end,
        "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\n" + host + end,
        "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003");
  }

  @Test
  void speaksToProgramsInProblemsAlsoOfWhatItCannotParse() throws Exception {
    String answer =
        new Wire(hub().address("/"))
            .ask("GET /api/v1/links/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
  }

  @Test
  void servesOthersWhileManyTakeTheirTime() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        Socket socket = new Socket(hub().address("/").getHost(), hub().address("/").getPort());
        socket.getOutputStream().write("POST /t HTTP/1.1\r\nHost: local".getBytes(ISO_8859_1));
        slow.add(socket);
      }
      for (int i = 0; i < 20; i++) {
        assertThat(hub().get("/links?limit=1").statusCode()).isEqualTo(200);
        assertThat(hub().open(hub().request("/t.js").GET()).statusCode()).isEqualTo(200);
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void takesFormsAndReportsOnlyAsBrowsersSendThem() {
    String form = world().newFormAddress();
    String name = "application/x-www-form-urlencoded";
    assertThat(post(form, name, "email=%ff")).isEqualTo(400);
    assertThat(post(form, name, "email=" + "x".repeat(1 << 20))).isEqualTo(413);
    assertThat(post(form, "application/json", "{}")).isEqualTo(415);
    assertThat(post(form, name, "email=nobody&consent=yes")).isEqualTo(422);
    assertThat(post("/f/nothing", name, "email=a@example.org")).isEqualTo(404);
    assertThat(post("/f/" + "x".repeat(3000), name, "")).isEqualTo(404);
    assertThat(post("/p/%3Cscript%3E", name, "")).isEqualTo(404);
    assertThat(post("/t", "application/json", "{\"events\":7,\"surprise\":1}")).isEqualTo(422);
    assertThat(post("/t", "application/json", "{")).isEqualTo(400);
    assertThat(post("/t", "text/plain", "[".repeat(10_000))).isEqualTo(400);
    assertThat(post("/t", "text/plain", "x".repeat(70_000))).isEqualTo(413);
    assertThat(post("/t", "text/html", "{}")).isEqualTo(415);
    assertThat(post("/console/sign-in", name, "name=%ff")).isEqualTo(400);
    assertThat(post("/p/nobody?%ff", name, "")).isEqualTo(400);
    assertThat(post("/hooks/nothing", "application/json", "{}")).isEqualTo(404);
  }

  @Test
  void namesEachBadFieldOfASignedCallAtAHook() throws Exception {
    byte[] key = "twenty-four bytes of key".getBytes(UTF_8);
    String secret = "whsec_" + Base64.getEncoder().encodeToString(key);
    var settings = Map.of("address", "https://crm.example.org/leads", "secret", secret);
    JsonNode account =
        hub()
            .make("/accounts", Map.of("connector", "crm-rest", "name", "C", "settings", settings))
            .path("account");
    String hook = "/hooks/" + account.path("id").asText();

    byte[] body = ServedHub.bytes("{\"status\":7}");
    HttpResponse<String> wrong =
        await() // its routes are laid at once, and in their own time
            .until(
                () -> hub().call(signed(hook, key, body), "POST", body),
                answer -> answer.statusCode() != 503);
    assertThat(wrong.statusCode()).as(wrong.body()).isEqualTo(422);
    assertThat(wrong.body()).contains("#/lead", "#/status");

    var forged = signed(hook, "another key".getBytes(UTF_8), body);
    assertThat(hub().call(forged, "POST", body).statusCode()).isEqualTo(401);
    HttpResponse<String> read = hub().call(hub().request(hook), "GET", new byte[0]);
    assertThat(read.statusCode()).as("a system that asks for nothing before").isEqualTo(404);
    HttpResponse<String> put = hub().call(hub().request(hook), "PUT", new byte[0]);
    assertThat(put.statusCode()).isEqualTo(405);
    assertThat(put.headers().firstValue("Allow")).contains("GET, POST");
  }

  private HttpRequest.Builder signed(String hook, byte[] key, byte[] body) throws Exception {
    String at = Long.toString(Instant.now().getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    mac.update(("call-1." + at + ".").getBytes(UTF_8));
    byte[] signature = mac.doFinal(body);
    return hub()
        .request(hook)
        .header("Content-Type", "application/json")
        .header("webhook-id", "call-1")
        .header("webhook-timestamp", at)
        .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature));
  }

  private int post(String path, String type, String body) {
    return hub()
        .open(hub().request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)))
        .statusCode();
  }
}
