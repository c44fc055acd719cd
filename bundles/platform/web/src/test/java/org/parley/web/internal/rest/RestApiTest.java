// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.security.Witness;
import org.parley.web.internal.security.CallerResource;

class RestApiTest {
  private static final Things THINGS = new Things();
  private static ApiServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new ApiServer(List.of("things"), THINGS, new CallerResource());
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void empty() {
    THINGS.kept.clear();
  }

  @Test
  void createsAndReadsAgain() throws Exception {
    var created =
        server.call(
            "POST",
            "/things",
            """
            {"name": "kettle", "color": "dark-blue", "count": 3, "at": "2026-01-31T12:00:00+01:00",
             "parts": [{"label": "lid"}], "notes": {"a": "b"}}""");

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("Location")).contains("/api/v1/things/kettle");
    assertThat(created.headers().firstValue("ETag")).contains("\"1\"");
    assertThat(server.get("/things/kettle").body())
        .isEqualTo(
            "{\"name\":\"kettle\",\"color\":\"dark-blue\",\"count\":3,"
                + "\"at\":\"2026-01-31T11:00:00Z\",\"notes\":{\"a\":\"b\"}}");
  }

  @Test
  void saysOfNothingThatItIsNotThereBeforeAllIsStarted() throws Exception {
    server.setStarted(false);
    var early = server.get("/things/kettle");
    server.setStarted(true);

    assertThat(early.statusCode()).isEqualTo(503);
    assertThat(early.headers().firstValue("Retry-After")).contains("2");
    assertThat(server.get("/things/kettle").statusCode()).isEqualTo(404);
  }

  @Test
  void namesEveryBadField() throws Exception {
    var answer =
        server.call(
            "POST",
            "/things",
            """
            {"name": " ", "color": "green", "count": "3", "at": "noon", "wings": 2,
             "parts": [{"label": "lid", "heavy": 1}, {"lable": "spout"}, 7], "notes": {"a": 1}}""");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("\"#/name\"", "\"#/color\"", "\"#/count\"", "\"#/at\"", "\"#/wings\"")
        .contains(
            "\"#/parts/0/heavy\"", "\"#/parts/1/label\"", "\"#/parts/1/lable\"", "\"#/parts/2\"")
        .contains("\"#/notes/a\"");
    assertThat(THINGS.kept).isEmpty();
  }

  @Test
  void pointsAtFieldsWhateverTheyAreCalled() throws Exception {
    var answer =
        server.call(
            "POST",
            "/things",
            "{\"name\":\"a\",\"a.b\":1,\"c/d~\":1,\"[0]\":1,\"\\u00e4 \":1,\"notes\":{\"x.y\":7}}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains(
            "\"#/a.b\"", "\"#/c~1d~0\"", "\"#/%5B0%5D\"", "\"#/%C3%A4%20\"", "\"#/notes/x.y\"");
  }

  @Test
  void blamesTheBadItemsOfAListAtTheirPlaces() throws Exception {
    var answer =
        server.call(
            "POST",
            "/things",
            "{\"name\":\"a\",\"parts\":[7,{\"label\":\"\"},null,{\"label\":\"b\",\"heavy\":1}]}");

    assertThat(answer.body())
        .contains("\"#/parts/0\"", "\"#/parts/1/label\"", "\"#/parts/2\"", "\"#/parts/3/heavy\"")
        .doesNotContain("\"#/parts\"", "\"#/parts/0/label\"");
  }

  @Test
  void saysOnlyOnceWhatIsWrongWithAField() throws Exception {
    var answer = server.call("POST", "/things", "{\"name\": 5}");

    assertThat(answer.body())
        .containsOnlyOnce("#/name")
        .contains("is a number; a text is expected");
  }

  @Test
  void refusesWhatNoDatabaseCanHold() throws Exception {
    assertThat(server.call("POST", "/things", "{\"name\": \"a\\u0000b\"}").body())
        .contains("holds the character U+0000");
    assertThat(server.call("POST", "/things", "{\"name\": \"a\\ud800b\"}").body())
        .contains("holds the character U+D800");
  }

  @Test
  void refusesBrokenJson() throws Exception {
    for (String body :
        List.of(
            "{\"name\": ", "{\"name\": \"a\"} x", "{\"name\":\"a\",\"name\":\"b\"}", " ", "nul")) {
      assertThat(server.call("POST", "/things", body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(server.call("POST", "/things", "[".repeat(5000)).statusCode()).isEqualTo(400);
  }

  @Test
  void refusesWhatIsNoObject() throws Exception {
    for (String body : List.of("null", "[]", "3", "\"x\"")) {
      assertThat(server.call("POST", "/things", body).statusCode()).as(body).isEqualTo(422);
    }
  }

  @Test
  void refusesBadUtf8() throws Exception {
    byte[] body = {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'};

    assertThat(post(body, "application/json").body()).contains("not valid UTF-8");
    assertThat(post(body, "application/json").statusCode()).isEqualTo(400);
  }

  @Test
  void refusesOtherMediaTypes() throws Exception {
    byte[] body = "{\"name\":\"a\"}".getBytes();

    assertThat(post(body, "text/plain").statusCode()).isEqualTo(415);
    assertThat(post(body, "application/json; charset=latin1").statusCode()).isEqualTo(415);
    assertThat(post(body, "application/x-www-form-urlencoded").statusCode()).isEqualTo(415);
    assertThat(post(body, "application/json; Charset=\"UTF-8\"").statusCode()).isEqualTo(201);
  }

  @Test
  void refusesOversizeBodies() throws Exception {
    byte[] body = new byte[BodyReader.LARGEST + 1];
    var chunked =
        server.request("/things", "administrator").header("Content-Type", "application/json");
    var stream = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body));

    assertThat(post(body, "application/json").statusCode()).isEqualTo(413);
    assertThat(server.send(chunked.POST(stream)).statusCode()).isEqualTo(413);
  }

  @Test
  void keepsTheConnectionOfACallerWhoseBodyWasRefused() throws Exception {
    byte[] refused = "x".repeat(100_000).getBytes();
    byte[] fine = "{\"name\":\"a\"}".getBytes();

    for (int i = 0; i < 20; i++) {
      assertThat(post(refused, "text/plain").statusCode()).isEqualTo(415);
      assertThat(post(fine, "application/json").statusCode()).isEqualTo(201);
    }
  }

  @Test
  void answersACallerThatWaitsToBeAskedForItsBody() throws Exception {
    var address = server.address("/things");
    try (var socket = new java.net.Socket(address.getHost(), address.getPort())) {
      String head =
          "POST %s HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n"
              .formatted(address.getPath());
      socket.getOutputStream().write(head.getBytes());

      assertThat(new String(socket.getInputStream().readAllBytes()))
          .startsWith("HTTP/1.1 401")
          .contains("Connection: close");
    }
  }

  @Test
  void asksForAKey() throws Exception {
    var none = java.net.http.HttpRequest.newBuilder(server.address("/things"));
    var answer = server.send(none);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"parley\"");
    assertThat(server.send(server.request("/things", "nonsense")).statusCode()).isEqualTo(401);
  }

  @Test
  void letsOnlyTheRolesOfTheDocumentIn() throws Exception {
    assertThat(server.send(server.request("/things", "sales")).statusCode()).isEqualTo(403);
    assertThat(server.send(server.request("/things", "marketer")).statusCode()).isEqualTo(200);
    assertThat(server.send(server.request("/me", "sales")).body())
        .contains("\"roles\":[\"sales\"]");
  }

  @Test
  void knowsPathsAndMethods() throws Exception {
    var wrong = server.call("DELETE", "/things", "");
    var options = server.call("OPTIONS", "/things/x", "");

    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS, POST");
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS, PUT");
    assertThat(server.get("/nothing").statusCode()).isEqualTo(404);
    assertThat(server.get("/things/").statusCode()).isEqualTo(404);
    assertThat(server.get("/things/unknown").body()).contains("No thing 'unknown' exists");
  }

  @Test
  void namesAHundredFaultsAndSaysThatThereAreMore() throws Exception {
    String zeros = "0,".repeat(50_000) + "0";
    var answer = server.call("POST", "/things", "{\"name\":\"a\",\"parts\":[" + zeros + "]}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("\"#/parts/99\"", "has more faults than these")
        .doesNotContain("\"#/parts/100\"");
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    server.call("POST", "/things", "{\"name\":\"a\"}");
    var head =
        server.send(
            server.request("/things/a", "marketer").method("HEAD", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
  }

  @Test
  void namesEveryBadParameter() throws Exception {
    var answer = server.get("/things?limit=0&color=green&since=noon&wings=2&cursor=%c3%28");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"parameter\":\"limit\"", "\"parameter\":\"color\"", "\"parameter\":\"since\"")
        .contains("\"parameter\":\"wings\"", "\"parameter\":\"cursor\"");
  }

  @Test
  void refusesWhatNoDatabaseCanHoldInTheAddressToo() throws Exception {
    var answer = server.get("/things?cursor=a%00b");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"parameter\":\"cursor\"");
  }

  @Test
  void pagesByCursor() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      server.call("POST", "/things", "{\"name\":\"" + name + "\",\"color\":\"red\"}");
    }
    var first = server.get("/things?limit=2&color=red");
    String next = first.headers().firstValue("Link").orElseThrow();

    assertThat(first.body()).contains("\"next\":\"2\"");
    assertThat(next).isEqualTo("</api/v1/things?limit=2&color=red&cursor=2>; rel=\"next\"");
    var second = server.get(next.substring("</api/v1".length(), next.indexOf('>')));
    assertThat(second.body()).contains("\"c\"").doesNotContain("next");
    assertThat(second.headers().firstValue("Link")).isEmpty();
  }

  @Test
  void changesOnlyThePresentVersion() throws Exception {
    server.call("POST", "/things", "{\"name\":\"a\"}");

    assertThat(change("").statusCode()).isEqualTo(428);
    assertThat(change("\"7\"").statusCode()).isEqualTo(412);
    assertThat(change("\"1\"").headers().firstValue("ETag")).contains("\"2\"");
  }

  @Test
  void tellsTheAuditLogOfWhatWasDoneAndOfNothingElse() throws Exception {
    int before = server.witness().seen().size();

    server.call("POST", "/things", "{\"name\":\"a\",\"count\":3}");
    server.call("POST", "/things", "{\"name\":\"taken\"}");
    server.call("POST", "/things", "{\"name\":7}");
    server.get("/things/a");
    change("\"1\"");

    assertThat(server.witness().seen().subList(before, server.witness().seen().size()))
        .containsExactly(
            new Witness.Deed("thing.created", "a", "name a"),
            new Witness.Deed("thing.changed", "a", "name a"));
  }

  @Test
  void saysWhenNothingHasChanged() throws Exception {
    server.call("POST", "/things", "{\"name\":\"a\"}");
    var again = server.request("/things/a", "marketer").header("If-None-Match", "\"1\"");

    assertThat(server.send(again).statusCode()).isEqualTo(304);
  }

  @Test
  void tellsFaultsApart() throws Exception {
    var busy = server.call("POST", "/things", "{\"name\":\"busy\"}");
    var broken = server.call("POST", "/things", "{\"name\":\"broken\"}");

    assertThat(server.call("POST", "/things", "{\"name\":\"taken\"}").statusCode()).isEqualTo(409);
    assertThat(busy.statusCode()).isEqualTo(503);
    assertThat(busy.headers().firstValue("Retry-After")).contains("2");
    assertThat(broken.statusCode()).isEqualTo(500);
    assertThat(broken.body()).doesNotContain("secret inner state");
  }

  @Test
  void answers503ForARoomThatIsNotThere() throws Exception {
    assertThat(server.get("/things/lost").statusCode()).isEqualTo(503);
    server.api().removeResource(THINGS);
    assertThat(server.get("/things").statusCode()).isEqualTo(503);
    server.api().addResource(THINGS);
    assertThat(server.get("/things").statusCode()).isEqualTo(200);
  }

  @Test
  void carriesTheTraceOfTheCaller() throws Exception {
    String id = "4bf92f3577b34da6a3ce929d0e0e4736";
    var request =
        server
            .request("/nothing", "sales")
            .header("traceparent", "00-" + id + "-00f067aa0ba902b7-01");
    var answer = server.send(request);

    assertThat(answer.headers().firstValue("X-Request-Id")).contains(id);
    assertThat(answer.body()).contains(id);
  }

  @Test
  void handsOutItsDocument() throws Exception {
    var document =
        server.send(java.net.http.HttpRequest.newBuilder(server.address("/openapi.json")));

    assertThat(document.body()).startsWith("{\"openapi\":\"3.1.0\"").contains("\"/things\"");
  }

  private HttpResponse<String> change(String ifMatch) throws Exception {
    var request =
        server.request("/things/a", "marketer").header("Content-Type", "application/json");
    if (!ifMatch.isEmpty()) {
      request.header("If-Match", ifMatch);
    }
    return server.send(request.PUT(BodyPublishers.ofString("{\"name\":\"a\"}")));
  }

  private static HttpResponse<String> post(byte[] body, String type) throws Exception {
    var request = server.request("/things", "administrator").header("Content-Type", type);
    return server.send(request.POST(BodyPublishers.ofByteArray(body)));
  }
}
