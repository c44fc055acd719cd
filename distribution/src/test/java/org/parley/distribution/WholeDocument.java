// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Carries out what a hub's document offers, each operation at least once with success, on a hub on
 * which the demo was played; every request and answer is held against the document.
 */
final class WholeDocument {
  /** What cannot be brought about here, and why. */
  private static final Map<String, String> NOT_HERE =
      Map.of(
          "replayParked", "a record is parked when the hub is killed while it sends a mail: KillIT",
          "discardParked", "as above",
          "acceptMergeSuggestion", "nobody in the dialogue is like another without being one",
          "dismissMergeSuggestion", "as above",
          "withdrawPost", "no network in the dialogue takes posts back",
          "getSpending", "no system in the dialogue asks for money",
          "capSpending", "as above");

  /** The listings that hold nothing here, for the same reasons; nobody signs in by a browser. */
  private static final Set<String> EMPTY =
      Set.of("listParked", "listUnclearDeliveries", "listMergeSuggestions", "listSignIns");

  /** What names the things of a listing, where it is no id. */
  private static final Map<String, String> NAMES = Map.of("/links", "slug", "/bus/groups", "group");

  private final Set<String> done = new TreeSet<>();
  private final Set<String> empty = new TreeSet<>();
  private final ServedHub hub;
  private int accounts;

  WholeDocument(ServedHub hub) {
    this.hub = hub;
  }

  /** Fails when an operation was neither carried out nor said to be out of reach. */
  void assertWhole() {
    Set<String> all = new TreeSet<>();
    hub.api().operations().forEach(operation -> all.add(operation.id()));
    all.removeAll(NOT_HERE.keySet());
    assertThat(done).isEqualTo(all);
    assertThat(empty).isEqualTo(EMPTY);
  }

  /** Reads all that can be read, of each listing every item. */
  void readEverything() {
    for (OpenApi.Operation operation : hub.api().operations()) {
      if (operation.method().equals("get") && !NOT_HERE.containsKey(operation.id())) {
        List<String> paths = paths(operation.path());
        if (paths.isEmpty()) {
          throw new AssertionError(operation.id() + " has nothing to read");
        }
        paths.forEach(path -> read(operation, path));
      }
    }
  }

  private void read(OpenApi.Operation operation, String path) {
    HttpResponse<String> answer = hub.get(path);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    done.add(operation.id());
    if (operation.id().startsWith("list") && operation.path().indexOf('{') < 0) {
      if (hub.json(answer).path("items").isEmpty()) {
        empty.add(operation.id());
      }
    }
  }

  /** Where a template leads, with what the listing before each part of it names. */
  private List<String> paths(String template) {
    int start = template.indexOf('{');
    if (start < 0) {
      return List.of(template);
    }
    List<String> paths = new ArrayList<>();
    String before = template.substring(0, start - 1);
    String listing = before.equals("/reports/campaigns") ? "/campaigns" : before;
    String name = NAMES.getOrDefault(listing, "id");
    String rest = template.substring(template.indexOf('}') + 1);
    for (JsonNode item : hub.items(listing)) {
      paths.addAll(paths(before + "/" + item.path(name).asText() + rest));
    }
    return paths;
  }

  /**
   * Changes all that can be changed.
   *
   * @param port on loopback, which the hub may call
   */
  void changeEverything(int port) throws IOException {
    changeLeads();
    changeProfiles();
    changeMessages();
    changePosts(port);
    changeWhatIsSet();
  }

  private void changeLeads() {
    JsonNode lead = open("/leads");
    String path = "/leads/" + lead.path("id").asText();
    change("assignLead", path + "/owner", Map.of("owner", "ada@fernandfield.example"));
    carryOut("acceptLead", path + "/acceptance", "");
    Map<String, Object> amount = Map.of("minor", 4_200, "currency", "EUR");
    carryOut("closeLead", path + "/outcome", Map.of("won", true, "amount", amount));
    Map<String, Object> scoring = Map.of("name", "Read", "interaction", "page.viewed", "points", 1);
    String score = remade("addScoringRule", "removeScoringRule", scoring);
    change("changeScoringRule", "/scoring-rules/" + score, scoring);
    Map<String, Object> routing =
        Map.of("name", "Rest", "place", 9, "owners", List.of("ada@fernandfield.example"));
    String route = remade("addRoutingRule", "removeRoutingRule", routing);
    change("changeRoutingRule", "/routing-rules/" + route, routing);
  }

  /** The lead that nobody has won or lost. */
  private JsonNode open(String listing) {
    return hub.items(listing).stream()
        .filter(lead -> !Set.of("won", "lost").contains(lead.path("stage").asText()))
        .findFirst()
        .orElseThrow();
  }

  private void changeProfiles() {
    String one = met("ines@example.org");
    String other = met("ines@work.example");
    String merges = "/profiles/" + one + "/merges";
    JsonNode merge = carryOut("mergeProfiles", merges, Map.of("other", other));
    carryOut("undoMerge", merges + "/" + merge.path("id").asText(), "");
    Map<String, Object> answer =
        Map.of("purpose", "newsletter", "given", true, "evidence", "Said so at the fair");
    carryOut("noteConsent", "/profiles/" + one + "/consents", answer);
    carryOut("eraseProfile", "/profiles/" + other, "");
  }

  private String met(String email) {
    Map<String, Object> identifier = Map.of("kind", "email", "value", email);
    Map<String, Object> met = Map.of("type", "fair.visited", "identifiers", List.of(identifier));
    carryOut("acceptInteractions", "/interactions", Map.of("interactions", List.of(met)));
    String search = "/profiles?identifier=email:" + email;
    await().until(() -> !hub.items(search).isEmpty());
    return hub.items(search).get(0).path("id").asText();
  }

  private void changeMessages() {
    String account = account("sandbox-network", Map.of());
    String campaign = campaign(account);
    JsonNode post = drafted(campaign);
    String text = "/posts/" + post.path("id").asText() + "/text";
    change("rewritePost", text, Map.of("text", "Roses, and thorns"));
    String message = "/messages/" + post.path("message").asText();
    carryOut("shareMessage", message + "/shares", Map.of());
    carryOut("publishMessage", message + "/publication", "");
    String next = "/messages/" + drafted(campaign).path("message").asText();
    carryOut("cancelMessage", next + "/cancellation", "");
    change("changeCampaign", "/campaigns/" + campaign, Map.of("name", "Thorns"));
    change("setCampaignState", "/campaigns/" + campaign + "/state", Map.of("state", "paused"));
  }

  private String campaign(String account) {
    Map<String, Object> campaign = Map.of("name", "Roses", "accounts", List.of(account));
    return carryOut("createCampaign", "/campaigns", campaign).path("id").asText();
  }

  /** The post of a new message, once it is drafted. */
  private JsonNode drafted(String campaign) {
    Map<String, Object> message = Map.of("title", "Roses", "target", "https://example.org/roses");
    JsonNode made = carryOut("addMessage", "/campaigns/" + campaign + "/messages", message);
    String path = "/messages/" + made.path("id").asText();
    await().until(() -> hub.json(hub.get(path)).at("/posts/0/state").asText().equals("drafted"));
    return hub.json(hub.get(path)).at("/posts/0");
  }

  /** A server that lets one sign in and refuses every post, so that a post fails. */
  private void changePosts(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/xrpc/", WholeDocument::refuse);
    server.start();
    try {
      Map<String, Object> settings =
          Map.of(
              "service", "http://127.0.0.1:" + port,
              "handle", "ada.example.org",
              "password", "app-password-of-ada");
      JsonNode post = drafted(campaign(account("bluesky", settings)));
      String message = "/messages/" + post.path("message").asText();
      carryOut("publishMessage", message + "/publication", "");
      String path = "/posts/" + post.path("id").asText();
      await().until(() -> hub.json(hub.get(path)).path("state").asText().equals("failed"));
      carryOut("retryPost", path + "/retries", "");
      await().until(() -> hub.json(hub.get(path)).path("state").asText().equals("failed"));
    } finally {
      server.stop(0);
    }
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    boolean door = exchange.getRequestURI().getPath().endsWith("Session");
    String said =
        door
            ? "{\"did\":\"did:plc:ada\",\"handle\":\"ada.example.org\",\"accessJwt\":\"a\",\"refreshJwt\":\"r\"}"
            : "{\"error\":\"InvalidRequest\",\"message\":\"No roses here\"}";
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(door ? 200 : 400, said.length());
    exchange.getResponseBody().write(said.getBytes(UTF_8));
    exchange.close();
  }

  private String account(String connector, Map<String, Object> settings) {
    Map<String, Object> account =
        Map.of("connector", connector, "name", "Of all " + accounts++, "settings", settings);
    return carryOut("createAccount", "/accounts", account).at("/account/id").asText();
  }

  private void changeWhatIsSet() {
    changeLinks();
    changeForms();
    changePeople();
    changeAccounts();
    Map<String, Object> site = Map.of("origin", "https://www.example.org");
    remade("registerSite", "removeSite", site);
  }

  private void changeLinks() {
    Map<String, Object> link = Map.of("target", "https://example.org/", "slug", "whole");
    carryOut("createLink", "/links", link);
    change("changeLink", "/links/whole", Map.of("target", "https://example.org/other"));
    change("setLinkState", "/links/whole/state", Map.of("state", "retired"));
    change("setLinkState", "/links/whole/state", Map.of("state", "active"));
    carryOut("retireLink", "/links/whole", "");
  }

  private void changeForms() {
    Map<String, Object> form = new HashMap<>();
    form.putAll(Map.of("slug", "roses", "title", "Roses", "purpose", "newsletter"));
    form.put("consentText", "Yes, write to me");
    String path = "/forms/" + remade("createForm", "removeForm", form);
    form.put("title", "More roses");
    change("changeForm", path, form);
  }

  private void changePeople() {
    remade("createTeam", "removeTeam", Map.of("name", "Gardeners"));
    Map<String, Object> person = Map.of("name", "ines", "roles", List.of("marketer"));
    Map<String, Object> user = new HashMap<>(person);
    user.put("password", "correct horse battery");
    String path = "/users/" + carryOut("createUser", "/users", user).path("id").asText();
    change("changeUser", path, person);
    change("setUserPassword", path + "/password", Map.of("password", "staple battery horse"));
    Map<String, Object> key = Map.of("name", "ines", "roles", List.of("marketer"));
    String made = carryOut("makeKey", "/keys", key).at("/key/id").asText();
    carryOut("revokeKey", "/keys/" + made, "");
  }

  private void changeAccounts() {
    String id = account("sandbox-network", Map.of());
    String path = "/accounts/" + id;
    Map<String, Object> account =
        Map.of("connector", "sandbox-network", "name", "The square", "settings", Map.of());
    change("changeAccount", path, account);
    String group = "/bus/groups/sandbox-network.publish." + id;
    await().until(() -> isRead(id));
    change("setGroupState", group + "/state", Map.of("paused", true));
    change("setGroupState", group + "/state", Map.of("paused", false));
    change("setAccountState", path + "/state", Map.of("enabled", false));
    await().until(() -> !isRead(id));
    carryOut("forgetGroup", group, "");
    change("setAccountState", path + "/state", Map.of("enabled", true));
    carryOut("testAccount", path + "/tests", "");
    carryOut("removeAccount", path, "");
  }

  /** Whether anybody reads for an account what is to be published. */
  private boolean isRead(String account) {
    return hub.items("/bus/groups").stream()
        .filter(found -> found.path("group").asText().endsWith(account))
        .anyMatch(found -> found.path("fed").asBoolean());
  }

  /** Makes something, takes it away, and makes it once more to be read; answers its id. */
  private String remade(String make, String remove, Map<String, Object> body) {
    String listing = hub.api().get(make).path();
    JsonNode made = carryOut(make, listing, body);
    carryOut(remove, listing + "/" + made.path("id").asText(), "");
    return carryOut(make, listing, body).path("id").asText();
  }

  /** Changes what was read in its present version. */
  private void change(String operation, String path, Object body) {
    String resource = path.replaceAll("/(owner|password|state|text)$", "");
    String version = hub.get(resource).headers().firstValue("ETag").orElseThrow();
    OpenApi.Operation known = hub.api().get(operation);
    assertThat(known.wantsVersion()).as(operation).isTrue();
    note(
        operation,
        hub.call(
            hub.asAdministrator("/api/v1" + path)
                .header("Content-Type", "application/json")
                .header("If-Match", version),
            known.verb(),
            ServedHub.bytes(body)));
  }

  private JsonNode carryOut(String operation, String path, Object body) {
    HttpResponse<String> answer = hub.send(hub.api().get(operation).verb(), path, body);
    note(operation, answer);
    return answer.body().isEmpty() ? NullNode.getInstance() : hub.json(answer);
  }

  private void note(String operation, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("%s: %s", operation, answer.body()).isBetween(200, 204);
    done.add(operation);
  }
}
