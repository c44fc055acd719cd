// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Every operation of the REST interface, as the hub's own document describes it, is given all that
 * may be wrong: each time the caller hears what is, and nothing changes.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class BadInputs {
  private static final int OVERSIZE = (1 << 20) + 1;

  private final ServedHub hub;
  private final World world;

  BadInputs(Path folder, Map<String, String> environment) throws Exception {
    hub = new ServedHub(folder, environment);
    world = World.make(hub, new Samples(hub.api()));
  }

  ServedHub hub() {
    return hub;
  }

  World world() {
    return world;
  }

  /** What callers do wrong is theirs to hear and nothing for the log. */
  @AfterAll
  void end() throws Exception {
    try (hub) {
      hub.assertQuiet();
    }
  }

  @Test
  void namesEachBadFieldOfEachBodyAndChangesNothing() {
    Map<String, JsonNode> before = world.state();
    SoftAssertions wrong = new SoftAssertions();
    int sent = 0;
    for (OpenApi.Operation operation : withBody()) {
      for (BadBodies.Bad bad : BadBodies.of(hub.api(), operation, world.body(operation))) {
        HttpResponse<String> answer = send(operation, ServedHub.bytes(bad.body()));
        wrong
            .assertThat(outcome(answer))
            .as("%s: %s: %s", operation.id(), bad.what(), answer.body())
            .isEqualTo("422 " + bad.blamed());
        sent++;
      }
    }
    wrong.assertAll();
    assertThat(sent).isGreaterThan(500);
    assertThat(world.state()).isEqualTo(before);
  }

  @Test
  void saysWhatIsWrongWithABodyThatIsNoJson() {
    Map<String, JsonNode> before = world.state();
    SoftAssertions wrong = new SoftAssertions();
    for (OpenApi.Operation operation : withBody()) {
      String good = world.body(operation).put("text", "so").toString();
      for (byte[] body : noJson(good)) {
        HttpResponse<String> answer = send(operation, body);
        wrong
            .assertThat(answer.statusCode())
            .as("%s: %.80s: %s", operation.id(), new String(body, UTF_8), answer.body())
            .isEqualTo(400);
      }
      for (String body : List.of("[]", "7", "\"text\"", "null", "true")) {
        wrong
            .assertThat(outcome(send(operation, body.getBytes(UTF_8))))
            .as("%s: %s", operation.id(), body)
            .isEqualTo("422 [#]");
      }
      wrong
          .assertThat(send(operation, new byte[OVERSIZE]).statusCode())
          .as("%s: oversize", operation.id())
          .isEqualTo(413);
    }
    wrong.assertAll();
    assertThat(world.state()).isEqualTo(before);
  }

  private static List<byte[]> noJson(String good) {
    List<byte[]> bodies = new ArrayList<>();
    String rest = good.substring(1);
    for (String text :
        List.of(
            "",
            "  ",
            good.substring(0, good.length() - 1),
            good + "}",
            good + good,
            good.replace('"', '\''),
            "{/* really */" + rest,
            "{\"a\":NaN," + rest,
            "{\"a\":01," + rest,
            "{\"a\":\"\t\"," + rest,
            "{\"twice\":1,\"twice\":2," + rest,
            "\ufeff" + good,
            "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "," + rest,
            "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
            "{\"a\":" + "9".repeat(2_000) + "," + rest)) {
      bodies.add(text.getBytes(UTF_8));
    }
    bodies.add(good.getBytes(UTF_16));
    byte[] torn = ("{\"a\":\"?\"," + rest).getBytes(UTF_8);
    for (int odd : new int[] {0xff, 0xc0, 0x80, 0xed}) {
      byte[] each = torn.clone();
      each[6] = (byte) odd;
      bodies.add(each);
    }
    return bodies;
  }

  @Test
  void takesWhatTheDocumentAllows() {
    for (OpenApi.Operation operation : withBody()) {
      HttpResponse<String> answer = send(operation, ServedHub.bytes(world.body(operation)));
      assertThat(answer.statusCode())
          .as("%s: %s", operation.id(), answer.body())
          .isIn(200, 201, 202, 204, 404, 409);
    }
  }

  @Test
  void saysWhatIsWrongWithTheParametersOfEachAddress() {
    Map<String, JsonNode> before = world.state();
    SoftAssertions wrong = new SoftAssertions();
    for (OpenApi.Operation operation : hub.api().operations()) {
      for (Map.Entry<String, String> bad : badParameters(operation).entrySet()) {
        HttpResponse<String> answer =
            hub.call(asked(operation, "?" + bad.getKey()), operation.verb(), sample(operation));
        wrong
            .assertThat(answer.statusCode() + answer.body())
            .as("%s?%s", operation.id(), bad.getKey())
            .startsWith("400")
            .contains("\"parameter\":\"" + bad.getValue() + "\"");
      }
    }
    wrong.assertAll();
    assertThat(world.state()).isEqualTo(before);
  }

  /** What may follow the question mark, each with the parameter that is to be blamed. */
  private static Map<String, String> badParameters(OpenApi.Operation operation) {
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("surprise=1", "surprise");
    bad.put("%ff=1", "%ff");
    for (JsonNode parameter : operation.parameters("query")) {
      String name = parameter.path("name").asText();
      JsonNode schema = parameter.path("schema");
      String format = schema.path("format").asText() + schema.path("type").asText();
      bad.put(name + "=%ff", name);
      bad.put(name + "=a%00b", name);
      bad.put(name + "=" + "x".repeat(schema.path("maxLength").asInt(1000) + 1), name);
      if (!format.equals("string") || schema.has("enum")) {
        bad.put(name + "=nonsense", name);
        bad.put(name + "=", name);
      }
      if (name.equals("limit")) {
        List.of("0", "-1", "201", "1.5", "9".repeat(30))
            .forEach(it -> bad.put("limit=" + it, name));
        bad.put("limit=1&limit=2", name);
      }
      if (name.equals("cursor") && !operation.id().equals("listUsers")) { // those go by name
        bad.put("cursor=garbage", name);
        bad.put("cursor=%3Cscript%3E", name);
      }
    }
    return bad;
  }

  @Test
  void findsNothingAtAddressesThatCannotBe() throws IOException {
    SoftAssertions wrong = new SoftAssertions();
    for (OpenApi.Operation operation : hub.api().operations()) {
      if (!operation.path().contains("{")) {
        continue;
      }
      for (String odd :
          List.of(
              "nonsense",
              "%00",
              "%ff",
              "..%2f..%2fetc",
              "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
              "'%20OR%201=1--",
              "x".repeat(4000),
              UUID.randomUUID().toString())) {
        String path = operation.path().replaceAll("\\{[^}]+\\}", odd);
        wrong
            .assertThat(asked(operation.verb(), "/api/v1" + path, sample(operation)))
            .as("%s %s", operation.verb(), path)
            .isIn(400, 404, 414, 422);
      }
    }
    wrong.assertAll();
  }

  @Test
  void saysWhatIsWrongWithHeaders() {
    OpenApi.Operation create = hub.api().get("createLink");
    OpenApi.Operation change = hub.api().get("changeCampaign");
    for (String key : List.of("x".repeat(201), "two words", "")) {
      HttpResponse<String> answer =
          hub.call(asked(create, "").header("Idempotency-Key", key), "POST", sample(create));
      assertThat(answer.statusCode()).as(key).isEqualTo(400);
      assertThat(answer.body()).contains("Idempotency-Key");
    }
    for (String tag : List.of("\"0\"", "nonsense", "W/\"1\"", "\"" + "9".repeat(5000) + "\"", "")) {
      var request =
          hub.asAdministrator("/api/v1" + world.path(change))
              .header("Content-Type", "application/json")
              .header("If-Match", tag);
      assertThat(hub.call(request, "PUT", sample(change)).statusCode()).as(tag).isEqualTo(412);
    }
    for (String type :
        List.of("text/plain", "application/json; charset=latin1", "application/xml")) {
      var request = hub.asAdministrator("/api/v1/links").header("Content-Type", type);
      assertThat(hub.call(request, "POST", sample(create)).statusCode()).as(type).isEqualTo(415);
    }
    for (String key :
        List.of("Bearer", "Bearer ", "Bearer x", "Basic " + ServedHub.KEY, "x".repeat(4000))) {
      var request = hub.request("/api/v1/links").header("Authorization", key);
      assertThat(hub.call(request, "GET", new byte[0]).statusCode()).as(key).isEqualTo(401);
    }
  }

  private HttpRequest.Builder asked(OpenApi.Operation operation, String query) {
    var request =
        hub.asAdministrator("/api/v1" + world.path(operation) + query)
            .header("Content-Type", "application/json");
    if (operation.wantsVersion()) {
      request.header("If-Match", "*");
    }
    return request;
  }

  private byte[] sample(OpenApi.Operation operation) {
    return operation.hasBody() ? ServedHub.bytes(world.body(operation)) : new byte[0];
  }

  /** By hand: the server may refuse such a path before it has read the body, and end. */
  private int asked(String verb, String path, byte[] body) throws IOException {
    String head =
        "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nIf-Match: *\r\n"
            + "Authorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n";
    String request = head.formatted(verb, path, ServedHub.KEY, body.length);
    return Wire.status(new Wire(hub.address("/")).ask(request + new String(body, UTF_8)));
  }

  private List<OpenApi.Operation> withBody() {
    return hub.api().operations().stream().filter(OpenApi.Operation::hasBody).toList();
  }

  private HttpResponse<String> send(OpenApi.Operation operation, byte[] body) {
    return hub.call(asked(operation, ""), operation.verb(), body);
  }

  /** The status with the fields that are blamed. */
  private static String outcome(HttpResponse<String> answer) {
    Set<String> blamed = new TreeSet<>();
    ServedHub.tree(answer.body())
        .path("errors")
        .forEach(error -> blamed.add(error.path("pointer").asText()));
    return answer.statusCode() + " " + blamed;
  }
}
