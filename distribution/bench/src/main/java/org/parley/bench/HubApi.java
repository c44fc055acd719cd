// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.BiConsumer;

/** What the benchmarks ask of a running hub, as any program would. */
final class HubApi {
  private static final int BUSY = 503;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JsonMapper mapper = new JsonMapper();
  private final String url;

  HubApi(String url) {
    this.url = url;
  }

  /**
   * @param people without robots
   */
  record Clicks(long people, long robots) {
    static Clicks of(JsonNode link) {
      JsonNode clicks = link.path("clicks");
      return new Clicks(clicks.path("total").asLong(), clicks.path("robots").asLong());
    }
  }

  void createLink(String slug) throws IOException, InterruptedException {
    send(request("/api/v1/links").POST(BodyPublishers.ofString(link(slug))), 201);
  }

  /** A new link as the hub takes it. */
  static String link(String slug) {
    return "{\"target\":\"" + Links.TARGET + "\",\"slug\":\"" + slug + "\"}";
  }

  Clicks clicks(String slug) throws IOException, InterruptedException {
    return Clicks.of(get("/api/v1/links/" + slug));
  }

  /** Tells the clicks of all links. */
  void allClicks(BiConsumer<String, Clicks> told) throws IOException, InterruptedException {
    String cursor = "";
    do {
      JsonNode page = get("/api/v1/links?limit=200" + cursor);
      page.path("items").forEach(link -> told.accept(link.path("slug").asText(), Clicks.of(link)));
      cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
  }

  /** The name of a connector, empty when there is none of that id. */
  String connector(String id) throws IOException, InterruptedException {
    for (JsonNode connector : get("/api/v1/connectors").path("items")) {
      if (connector.path("id").asText().equals(id)) {
        return connector.path("name").asText();
      }
    }
    return "";
  }

  /** Hands one interaction in, of somebody with a name in the CRM. */
  void interact(String person) throws IOException, InterruptedException {
    String body =
        "{\"interactions\":[{\"type\":\"page.viewed\",\"identifiers\":[{\"kind\":\"crm\",\"value\":\""
            + person
            + "\"}]}]}";
    send(request("/api/v1/interactions").POST(BodyPublishers.ofString(body)), 202);
  }

  /** Whether somebody with that name in the CRM has a profile; not when the hub is too busy. */
  boolean knows(String person) throws IOException, InterruptedException {
    return knows("crm", person);
  }

  /** Whether somebody with such an identifier has a profile; not when the hub is too busy. */
  boolean knows(String kind, String value) throws IOException, InterruptedException {
    HttpRequest request =
        request("/api/v1/profiles?identifier=" + kind + ":" + value).GET().build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    return answer.statusCode() != BUSY && !read(answer, 200).path("items").isEmpty();
  }

  /** Whether every group that reads the bus is through with all that is there. */
  boolean idle() throws IOException, InterruptedException {
    for (JsonNode group : get("/api/v1/bus/groups").path("items")) {
      if (group.path("fed").asBoolean() && group.path("lag").asLong() > 0) {
        return false;
      }
    }
    return true;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET(), 200);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", HubProcess.AUTHORIZATION)
        .header("Content-Type", "application/json");
  }

  private JsonNode send(HttpRequest.Builder request, int expected)
      throws IOException, InterruptedException {
    return read(client.send(request.build(), BodyHandlers.ofString()), expected);
  }

  private JsonNode read(HttpResponse<String> answer, int expected) throws IOException {
    if (answer.statusCode() != expected) {
      throw new BenchFailed(
          answer.request().uri() + " answers " + answer.statusCode() + ": " + answer.body());
    }
    return mapper.readTree(answer.body());
  }
}
