// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A packed hub as programs see it; every answer of its REST interface is held against its document.
 */
final class ServedHub implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";
  static final String KEY = "key-of-the-product-tests-4711";
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<String> ROOMS =
      List.of(
          "links",
          "profiles",
          "campaigns",
          "forms",
          "leads",
          "reports",
          "accounts",
          "connectors",
          "audit",
          "sites",
          "bus/topics");

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final Map<String, String> settings = new HashMap<>();
  private final Path distribution;
  private final Path home;
  private final PackedHub hub;
  private final URI address;
  private final OpenApi api;

  /**
   * @param folder an empty one, for the hub and what it keeps
   * @param environment such as the JAVA_HOME to use
   */
  ServedHub(Path folder, Map<String, String> environment) throws IOException {
    this(folder, environment, 0);
  }

  /**
   * @param port where it is to listen, 0 for any
   */
  ServedHub(Path folder, Map<String, String> environment, int port) throws IOException {
    distribution = PackedHub.unpackForAShortLife(Files.createDirectory(folder.resolve("unpacked")));
    home = folder.resolve("home");
    Path conf = Files.createDirectories(home.resolve("conf"));
    Files.writeString(conf.resolve("org.parley.web.rest.cfg"), "calls.per.second = 0\n");
    settings.putAll(environment);
    settings.put("PARLEY_ADMIN_PASSWORD", PASSWORD);
    settings.put("PARLEY_API_KEY", KEY);
    hub = new PackedHub(distribution, home, settings, "--port", Integer.toString(port));
    address = URI.create(hub.awaitReady());
    api = new OpenApi(open(request("/api/v1/openapi.json").GET()).body());
    ROOMS.forEach(this::awaitRoom);
  }

  private void awaitRoom(String listing) {
    await(listing)
        .atMost(Duration.ofSeconds(60))
        .until(() -> open(asAdministrator("/api/v1/" + listing).GET()).statusCode() == 200);
  }

  /** Starts it once more where it was, after it has ended. */
  PackedHub again() {
    return new PackedHub(
        distribution, home, settings, "--port", Integer.toString(address.getPort()));
  }

  OpenApi api() {
    return api;
  }

  PackedHub process() {
    return hub;
  }

  Path home() {
    return home;
  }

  URI address(String path) {
    return URI.create(address + path);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address(path)).timeout(Duration.ofSeconds(30));
  }

  HttpRequest.Builder asAdministrator(String path) {
    return request(path).header("Authorization", "Bearer " + KEY);
  }

  /** Sends what is no call of the REST interface. */
  HttpResponse<String> open(HttpRequest.Builder builder) {
    try {
      return client.send(builder.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Calls the REST interface and holds what passes against the document. */
  HttpResponse<String> call(HttpRequest.Builder builder, String method, byte[] body) {
    HttpRequest request = builder.method(method, BodyPublishers.ofByteArray(body)).build();
    try {
      var answer = client.send(request, BodyHandlers.ofString());
      api.check(new OpenApi.Sent(method, request.uri().getRawPath(), body), answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> send(String method, String path, Object body) {
    return call(
        asAdministrator("/api/v1" + path).header("Content-Type", "application/json"),
        method,
        bytes(body));
  }

  HttpResponse<String> get(String path) {
    return call(asAdministrator("/api/v1" + path), "GET", new byte[0]);
  }

  /** What a call that must succeed answers. */
  JsonNode json(HttpResponse<String> answer) {
    if (answer.statusCode() >= 300) {
      throw new AssertionError(answer.uri() + " " + answer.statusCode() + " " + answer.body());
    }
    return tree(answer.body());
  }

  JsonNode make(String path, Object body) {
    return json(send("POST", path, body));
  }

  List<JsonNode> items(String path) {
    List<JsonNode> items = new ArrayList<>();
    json(get(path)).path("items").forEach(items::add);
    return items;
  }

  /** Fails when the log tells of a fault of the hub's own; a library may warn of a slow machine. */
  void assertQuiet() throws IOException {
    assertThat(hub.log().lines())
        .noneMatch(line -> line.contains(" ERROR ") || line.startsWith("\tat "))
        .noneMatch(line -> line.contains(" WARN ") && line.contains(".parley."));
  }

  static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Object body) {
    try {
      return body instanceof String text
          ? text.getBytes(StandardCharsets.UTF_8)
          : MAPPER.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    hub.close();
  }
}
