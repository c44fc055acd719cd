// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** One who speaks HTTP with the hub: a program, or a visitor's browser with cookies of its own. */
public final class Web {
  private static final JsonMapper JSON = new JsonMapper();

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client;
  private final Manners manners;
  private final Map<String, String> headers;

  private Web(Manners manners, Map<String, String> headers) {
    this.manners = manners;
    this.headers = Map.copyOf(headers);
    this.client = client();
  }

  private HttpClient client() {
    return HttpClient.newBuilder()
        .cookieHandler(cookies)
        .connectTimeout(Duration.ofSeconds(5))
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  /**
   * @param key of the hub's REST interface
   */
  public static Web program(Manners manners, String key) {
    return new Web(manners, Map.of("Authorization", "Bearer " + key));
  }

  public static Web browser(Manners manners, String userAgent) {
    return new Web(manners, Map.of("User-Agent", userAgent, "Accept-Language", "en"));
  }

  public JsonNode get(URI address) {
    return json(send(request(address).GET().build()));
  }

  /** Posts under a key that is the same however often the request is sent. */
  public JsonNode post(URI address, Object body) {
    return json(
        send(
            request(address)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(write(body)))
                .build()));
  }

  /** Replaces what was read in this version. */
  public JsonNode replace(URI address, Object body, long version) {
    return json(
        send(
            request(address)
                .header("Content-Type", "application/json")
                .header("If-Match", "\"" + version + "\"")
                .PUT(BodyPublishers.ofString(write(body)))
                .build()));
  }

  /**
   * Opens a page without following where it leads. Each attempt has a connection of its own: the
   * JDK's client silently repeats what a kept one has lost, and a click would be two.
   */
  public HttpResponse<String> open(URI address) {
    return manners.send(this::client, request(address).GET().build());
  }

  /** Fills a form in and sends it, as a browser does. */
  public HttpResponse<String> submit(URI address, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", address.getScheme() + "://" + address.getAuthority())
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  /** Where an answer leads. */
  public static URI location(HttpResponse<String> answer) {
    String location =
        answer
            .headers()
            .firstValue("Location")
            .orElseThrow(
                () -> new DemoFailed(answer.request().uri() + " answered " + answer.statusCode()));
    return answer.request().uri().resolve(location);
  }

  /** The first-party key that the hub has given this browser. */
  public String visitorKey() {
    return cookies.getCookieStore().getCookies().stream()
        .findFirst()
        .orElseThrow(() -> new DemoFailed("The hub has given this browser no key"))
        .getValue();
  }

  private HttpRequest.Builder request(URI address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30));
    headers.forEach(request::header);
    return request;
  }

  private HttpResponse<String> send(HttpRequest request) {
    return manners.send(() -> client, request);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    if (answer.statusCode() >= 400) {
      throw new DemoFailed(
          "%s %s answered %d: %s"
              .formatted(
                  answer.request().method(),
                  answer.request().uri(),
                  answer.statusCode(),
                  answer.body()));
    }
    try {
      return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new DemoFailed(answer.request().uri() + " answered no JSON: " + e.getMessage());
    }
  }

  private static String write(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (IOException e) {
      throw new DemoFailed("A request could not be written: " + e.getMessage());
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
