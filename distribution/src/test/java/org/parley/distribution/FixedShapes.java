// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The shapes on which outside clients build; every call is held against the hub's own document. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FixedShapes {
  static final String FIREFOX =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0";
  static final String SAFARI =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
  static final String GOOGLEBOT =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

  private final ServedHub hub;

  FixedShapes(Path folder, Map<String, String> environment) throws Exception {
    hub = new ServedHub(folder, environment);
  }

  ServedHub hub() {
    return hub;
  }

  @AfterAll
  void end() {
    hub.close();
  }

  @Test
  void makesALinkAndReadsItAgain() {
    HttpResponse<String> made =
        hub.send("POST", "/links", Map.of("target", "https://example.org/a", "title", "A"));

    JsonNode link = hub.json(made);
    assertThat(made.statusCode()).isEqualTo(201);
    String slug = link.path("slug").asText();
    assertThat(made.headers().firstValue("Location")).contains("/api/v1/links/" + slug);
    assertThat(link.path("target").asText()).isEqualTo("https://example.org/a");
    assertThat(link.path("shortUrl").asText()).isEqualTo(hub.address("/" + slug).toString());
    assertThat(link.path("createdAt").asText()).endsWith("Z");
    assertThat(link.path("clicks").toString()).isEqualTo("{\"total\":0,\"unique\":0,\"robots\":0}");
    assertThat(hub.json(hub.get("/links/" + slug))).isEqualTo(link);
    assertThat(slug("own-slug")).isEqualTo("own-slug");
  }

  @Test
  void countsPeopleExactlyWithinASecond() {
    click("GET", slug("warm-up"), FIREFOX);
    String slug = slug("counted");
    for (String browser : List.of(FIREFOX, SAFARI, FIREFOX, GOOGLEBOT)) {
      HttpResponse<String> answer = click("GET", slug, browser);
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location")).contains("https://example.org/");
    }
    assertThat(click("HEAD", slug, FIREFOX).statusCode()).isEqualTo(302);

    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(hub.json(hub.get("/links/" + slug)).path("clicks").toString())
                    .isEqualTo("{\"total\":3,\"unique\":2,\"robots\":1}"));
  }

  @Test
  void takesInteractionsAllOrNoneAndEachOnce() {
    String id = "order-" + UUID.randomUUID();
    Map<String, Object> purchase = purchase(id, "grace@example.org");
    Map<String, Object> bad = Map.of("type", "no type at all", "id", "x");

    HttpResponse<String> refused =
        hub.send("POST", "/interactions", Map.of("interactions", List.of(purchase, bad)));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("#/interactions/1/type");
    assertThat(hub.items("/profiles?identifier=email:grace@example.org")).isEmpty();

    for (int i = 0; i < 2; i++) {
      HttpResponse<String> taken =
          hub.send("POST", "/interactions", Map.of("interactions", List.of(purchase, purchase)));
      assertThat(taken.statusCode()).isEqualTo(202);
      assertThat(taken.body()).isEqualTo("{\"accepted\":2}");
    }
    String profile = profile("grace@example.org").path("id").asText();
    hub.send(
        "POST",
        "/interactions",
        Map.of("interactions", List.of(purchase("later-" + id, "grace@example.org"))));
    await().until(() -> hub.items("/profiles/" + profile + "/timeline").size() >= 2);
    assertThat(hub.items("/profiles/" + profile + "/timeline")).hasSize(2);
  }

  @Test
  void mergesProfilesAndUndoesIt() {
    JsonNode one = met("ada@example.org");
    JsonNode other = met("ada@work.example");
    String merges = "/profiles/" + one.path("id").asText() + "/merges";

    HttpResponse<String> merged = hub.send("POST", merges, Map.of("other", other.path("id")));
    assertThat(merged.statusCode()).isEqualTo(201);
    String merge = hub.json(merged).path("id").asText();
    assertThat(merged.headers().firstValue("Location")).contains("/api/v1" + merges + "/" + merge);
    assertThat(profile("ada@work.example").path("mergedFrom").toString())
        .contains(other.path("id").asText());
    assertThat(profile("ada@work.example").path("id")).isEqualTo(one.path("id"));

    HttpResponse<String> undone = hub.send("DELETE", merges + "/" + merge, "");
    assertThat(undone.statusCode()).isEqualTo(204);
    assertThat(profile("ada@work.example").path("id")).isEqualTo(other.path("id"));
    assertThat(profile("ada@example.org").path("mergedFrom")).isEmpty();
  }

  @Test
  void listsConnectors() {
    assertThat(hub.items("/connectors"))
        .isNotEmpty()
        .allSatisfy(
            connector -> {
              assertThat(connector.fieldNames())
                  .toIterable()
                  .contains("id", "name", "kind", "lifecycle", "capabilities");
            });
  }

  @Test
  void answersForEveryRoom() {
    for (String room :
        List.of(
            "campaigns",
            "messages",
            "posts",
            "leads",
            "accounts",
            "bus/topics",
            "bus/parked",
            "reports")) {
      assertThat(hub.get("/" + room).statusCode()).as(room).isEqualTo(200);
    }
  }

  @Test
  void pagesByCursor() {
    for (int i = 0; i < 5; i++) {
      slug("paged-" + i);
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      HttpResponse<String> page = hub.get("/links?search=paged-&limit=2" + cursor);
      hub.json(page).path("items").forEach(link -> seen.add(link.path("slug").asText()));
      String next = hub.json(page).path("next").asText();
      assertThat(page.headers().firstValue("Link").isPresent()).isEqualTo(!next.isEmpty());
      cursor = next.isEmpty() ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());

    assertThat(seen).containsExactly("paged-4", "paged-3", "paged-2", "paged-1", "paged-0");
  }

  @Test
  void carriesARequestOutOnceForEachCaller() {
    String key = "k-" + UUID.randomUUID();
    String body = "{\"target\":\"https://example.org/once\"}";
    HttpResponse<String> first = post(key, ServedHub.KEY, body);
    HttpResponse<String> again = post(key, ServedHub.KEY, body);
    HttpResponse<String> other = post(key, ServedHub.KEY, "{\"target\":\"https://example.org\"}");
    String another =
        hub.make("/keys", Map.of("name", "another", "roles", List.of("integrator")))
            .path("secret")
            .asText();

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(hub.json(post(key, another, body)).path("slug"))
        .isNotEqualTo(hub.json(first).path("slug"));
  }

  @Test
  void changesOnlyWhatTheCallerHasSeen() {
    HttpResponse<String> made =
        hub.send("POST", "/campaigns", Map.of("name", "Spring", "goal", "More readers"));
    String path = "/campaigns/" + hub.json(made).path("id").asText();
    String tag = made.headers().firstValue("ETag").orElseThrow();

    assertThat(change(path, "").statusCode()).isEqualTo(428);
    HttpResponse<String> changed = change(path, tag);
    assertThat(changed.statusCode()).isEqualTo(200);
    String next = changed.headers().firstValue("ETag").orElseThrow();
    assertThat(next).isNotEqualTo(tag);
    assertThat(change(path, tag).statusCode()).isEqualTo(412);
    var known = hub.asAdministrator("/api/v1" + path).header("If-None-Match", next);
    assertThat(hub.call(known, "GET", new byte[0]).statusCode()).isEqualTo(304);
  }

  @Test
  void refusesEachChangeOverAStateThatTheCallerHasNotSeen() {
    String user =
        hub.make(
                "/users",
                Map.of("name", "vera", "roles", List.of("sales"), "password", "a1b2c3d4e5"))
            .path("id")
            .asText();
    String account =
        hub.make(
                "/accounts",
                Map.of("connector", "sandbox-network", "name", "Seen", "settings", Map.of()))
            .at("/account/id")
            .asText();
    Map<String, Object> rule = Map.of("name", "Any", "place", 9, "owners", List.of("ada"));
    Map<String, Object> score =
        Map.of("name", "Clicked", "interaction", "click.recorded", "points", 1);
    String routing = hub.make("/routing-rules", rule).path("id").asText();
    String scoring = hub.make("/scoring-rules", score).path("id").asText();
    String group = "/bus/groups/" + hub.items("/bus/groups").get(0).path("group").asText();

    assertGuarded("/users/" + user, "/password", Map.of("password", "another long one"));
    assertGuarded("/accounts/" + account, "/state", Map.of("enabled", false));
    assertGuarded("/routing-rules/" + routing, "", rule);
    assertGuarded("/scoring-rules/" + scoring, "", score);
    assertGuarded(lead(), "/owner", Map.of("owner", "ada"));
    assertGuarded(group, "/state", Map.of("paused", true));
    assertThat(put(group + "/state", "\"1\"", Map.of("paused", false)).statusCode()).isEqualTo(200);
  }

  private void assertGuarded(String thing, String part, Map<String, Object> body) {
    String seen = hub.get(thing).headers().firstValue("ETag").orElseThrow();

    assertThat(put(thing + part, "", body).statusCode()).as(thing + part).isEqualTo(428);
    HttpResponse<String> changed = put(thing + part, seen, body);
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(changed.headers().firstValue("ETag")).isPresent().get().isNotEqualTo(seen);
    assertThat(put(thing + part, seen, body).statusCode()).as(thing + part).isEqualTo(412);
  }

  /** A new lead, by somebody who has asked for contact. */
  private String lead() {
    Map<String, Object> person = Map.of("kind", "email", "value", "lea@example.org");
    Map<String, Object> asked = Map.of("type", "contact.requested", "identifiers", List.of(person));
    hub.make("/interactions", Map.of("interactions", List.of(asked)));
    await().until(() -> !hub.items("/leads").isEmpty());
    return "/leads/" + hub.items("/leads").get(0).path("id").asText();
  }

  @Test
  void asksForAKeyAndForItsRoles() {
    var stranger = hub.request("/api/v1/links");
    String sales =
        hub.make("/keys", Map.of("name", "sales", "roles", List.of("sales")))
            .path("secret")
            .asText();

    HttpResponse<String> asked = hub.call(stranger, "GET", new byte[0]);
    assertThat(asked.statusCode()).isEqualTo(401);
    assertThat(asked.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    assertThat(post("x", sales, "{\"target\":\"https://example.org\"}").statusCode())
        .isEqualTo(403);
  }

  @Test
  void notesWhoChangedWhat() {
    String slug = slug("noted");
    hub.send("DELETE", "/links/" + slug, "");

    await()
        .untilAsserted(
            () ->
                assertThat(hub.items("/audit"))
                    .filteredOn(entry -> entry.path("subject").asText().equals(slug))
                    .extracting(
                        entry -> entry.path("name").asText() + entry.path("action").asText())
                    .containsExactly("first runlink.retired", "first runlink.created"));
  }

  private HttpResponse<String> change(String path, String tag) {
    return put(path, tag, Map.of("name", "Summer"));
  }

  private HttpResponse<String> put(String path, String tag, Map<String, Object> body) {
    var request = hub.asAdministrator("/api/v1" + path).header("Content-Type", "application/json");
    if (!tag.isEmpty()) {
      request.header("If-Match", tag);
    }
    return hub.call(request, "PUT", ServedHub.bytes(body));
  }

  private HttpResponse<String> post(String onceKey, String key, String body) {
    return hub.call(
        hub.request("/api/v1/links")
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", onceKey),
        "POST",
        ServedHub.bytes(body));
  }

  /** The slug of a new link that is to have it. */
  String slug(String wanted) {
    return hub.make("/links", Map.of("target", "https://example.org/", "slug", wanted))
        .path("slug")
        .asText();
  }

  private HttpResponse<String> click(String method, String slug, String browser) {
    return hub.open(
        hub.request("/" + slug)
            .header("User-Agent", browser)
            .method(method, BodyPublishers.noBody()));
  }

  private static Map<String, Object> purchase(String id, String email) {
    return Map.of(
        "id",
        id,
        "type",
        "purchase.made",
        "identifiers",
        List.of(Map.of("kind", "email", "value", email)),
        "data",
        Map.of("amount", 12.5));
  }

  /** The profile of somebody who has bought something. */
  private JsonNode met(String email) {
    String id = UUID.randomUUID().toString();
    hub.make("/interactions", Map.of("interactions", List.of(purchase(id, email))));
    return profile(email);
  }

  private JsonNode profile(String email) {
    String search = "/profiles?identifier=email:" + email;
    await().until(() -> !hub.items(search).isEmpty());
    JsonNode found = hub.items(search).get(0);
    assertThat(found.fieldNames())
        .toIterable()
        .contains("id", "state", "identifiers", "mergedFrom");
    assertThat(found.path("state").asText()).isEqualTo("identified");
    return found;
  }
}
