// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

/**
 * Just as much of a server as faults need to be told apart from what they hide: it remembers keys
 * until it is told to forget them, and says what it holds. What the vendor demands of requests is
 * seen in MastodonSpecIT.
 */
final class ScriptedMastodon implements AutoCloseable {
  final FaultServer server = new FaultServer();

  /** What was posted, as it was asked for. */
  final List<JsonObject> statuses = new CopyOnWriteArrayList<>();

  /** What it tells, the oldest first, each with a number for an id. */
  final List<JsonObject> notifications = new CopyOnWriteArrayList<>();

  private final Map<String, JsonObject> byKey = new HashMap<>();
  private int processing;

  ScriptedMastodon() {
    server.otherwise(this::answer);
  }

  /** An hour is over. */
  void forgetKeys() {
    byKey.clear();
  }

  /** It works on pictures until it was asked so often. */
  void takesItsTime(int asked) {
    processing = asked;
  }

  List<Request> asked(String method, String path) {
    return server.requests().stream().filter(request -> isFor(request, method, path)).toList();
  }

  synchronized Answer answer(Request request) {
    if (isFor(request, "POST", "/api/v1/apps")) {
      return Answer.of(200, "{\"client_id\":\"app\",\"client_secret\":\"hush\"}");
    }
    if (isFor(request, "POST", "/oauth/token")) {
      return Answer.of(
          200, "{\"access_token\":\"token\",\"token_type\":\"Bearer\",\"created_at\":1573979017}");
    }
    return "Bearer token".equals(request.headers().get("authorization"))
        ? signedIn(request)
        : error(401, "The access token is invalid");
  }

  private Answer signedIn(Request request) {
    if (isFor(request, "GET", "/api/v1/accounts/verify_credentials")) {
      return Answer.of(200, "{\"id\":\"7\",\"acct\":\"ada\",\"followers_count\":3}");
    }
    if (isFor(request, "POST", "/api/v2/media")) {
      return Answer.of(processing > 0 ? 202 : 200, "{\"id\":\"22348641\",\"url\":null}");
    }
    if (isFor(request, "GET", "/api/v1/media/22348641")) {
      return Answer.of(processing-- > 0 ? 206 : 200, "{\"id\":\"22348641\"}");
    }
    if (isFor(request, "POST", "/api/v1/statuses")) {
      return Answer.of(200, post(request).toJson());
    }
    if (isFor(request, "GET", "/api/v1/accounts/7/statuses")) {
      return Answer.of(200, page(request));
    }
    if (isFor(request, "GET", "/api/v1/accounts/7/followers")) {
      return followers(request);
    }
    if (isFor(request, "GET", "/api/v1/notifications")) {
      return Answer.of(200, told(request));
    }
    if (isFor(request, "GET", "/api/v2/instance")) {
      return Answer.of(
          200,
          """
          {"domain":"social.example","configuration":{"statuses":{"max_characters":600,
          "max_media_attachments":6,"characters_reserved_per_url":23},"media_attachments":{
          "supported_mime_types":["image/png","video/mp4"],"description_limit":1500,
          "image_size_limit":16777216,"image_matrix_limit":33177600}}}""");
    }
    if (request.path().startsWith("/api/v1/statuses/")) {
      return change(request, Integer.parseInt(request.path().substring(17)) - 1);
    }
    return error(404, "Record not found");
  }

  private Answer change(Request request, int index) {
    if (index >= statuses.size() || statuses.get(index).containsKey("removed")) {
      return error(404, "Record not found");
    }
    JsonObject asked = request.method().equals("PUT") ? read(request) : new JsonObject();
    if (asked.isEmpty()) {
      asked.put("removed", true);
    }
    statuses.set(index, asked);
    return Answer.of(200, status(index + 1, asked, Instant.now()).toJson());
  }

  /** Three of them, two on a page. */
  private static Answer followers(Request request) {
    String next = "Link: <https://social.example/api/v1/accounts/7/followers?limit=80&max_id=5>; ";
    return request.path().contains("max_id=5")
        ? Answer.of(200, "[" + member(3, "kim@far.example") + "]")
        : Answer.of(
            200,
            "[" + member(1, "bob") + "," + member(2, "eve") + "]",
            next + "rel=\"next\", <https://social.example/x?min_id=9>; rel=\"prev\"");
  }

  private static String member(int id, String name) {
    return "{\"id\":\"" + id + "\",\"acct\":\"" + name + "\",\"followers_count\":12}";
  }

  /** Tells of somebody's doing; of our own status where none is given. */
  void tells(String type, String... status) {
    var told = new JsonObject();
    told.put("id", String.valueOf(notifications.size() + 1));
    told.put("type", type);
    told.put("created_at", "2026-08-01T13:51:39.668Z");
    told.put("account", parse(member(9, "bob@far.example")));
    if (status.length > 0) {
      told.put("status", parse(status[0]));
    }
    notifications.add(told);
  }

  /** The newest forty, or those that came next after one. */
  private String told(Request request) {
    String last = request.path().replaceFirst(".*min_id=|.*", "");
    int after = last.isEmpty() ? 0 : Integer.parseInt(last);
    List<String> page = new ArrayList<>();
    for (JsonObject told : notifications) {
      boolean asked = request.path().contains("types%5B%5D=" + told.get("type"));
      if (asked && Integer.parseInt(told.get("id") + "") > after) {
        page.add(0, told.toJson());
      }
    }
    int most = Math.min(page.size(), 40);
    List<String> some =
        last.isEmpty() ? page.subList(0, most) : page.subList(page.size() - most, page.size());
    return some.stream().collect(joining(",", "[", "]"));
  }

  private JsonObject post(Request request) {
    return byKey.computeIfAbsent(
        request.headers().getOrDefault("idempotency-key", ""), key -> stand(read(request)));
  }

  private JsonObject stand(JsonObject asked) {
    statuses.add(asked);
    return status(statuses.size(), asked, Instant.now());
  }

  /** As somebody posted it elsewhere. */
  void stands(String text, Instant at) {
    statuses.add(new JsonObject(Map.of("status", text, "at", at.toString())));
  }

  private String page(Request request) {
    String before = request.path().replaceFirst(".*max_id=|.*", "");
    List<String> page = new ArrayList<>();
    int from = before.isEmpty() ? statuses.size() : Integer.parseInt(before) - 1;
    for (int i = from; i > 0 && page.size() < 40; i--) {
      JsonObject asked = statuses.get(i - 1);
      Instant at = Instant.parse(asked.getStringOrDefault("at", Instant.now().toString()));
      page.add(status(i, asked, at).toJson());
    }
    return page.stream().collect(joining(",", "[", "]"));
  }

  /** As Mastodon 4.5 writes it. */
  private static JsonObject status(int id, JsonObject asked, Instant at) {
    var status = new JsonObject();
    status.put("id", String.valueOf(id));
    status.put("url", "https://social.example/@ada/" + id);
    status.put("created_at", at.toString());
    status.put("content", "<p>" + html(String.valueOf(asked.get("status"))) + "</p>");
    status.put("visibility", asked.getStringOrDefault("visibility", "public"));
    status.put("in_reply_to_id", asked.get("in_reply_to_id"));
    return status;
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("\n\n", "</p><p>")
        .replace("\n", "<br />")
        .replaceAll(
            "https://([^\\s<]+)",
            "<a href=\"$0\" target=\"_blank\"><span class=\"invisible\">https://</span>"
                + "<span class=\"\">$1</span><span class=\"invisible\"></span></a>");
  }

  static Answer error(int status, String said, String... headers) {
    return Answer.of(status, new JsonObject(Map.of("error", said)).toJson(), headers);
  }

  static boolean isFor(Request request, String method, String path) {
    return request.method().equals(method) && request.path().replaceFirst("\\?.*", "").equals(path);
  }

  static JsonObject read(Request request) {
    return parse(request.body());
  }

  private static JsonObject parse(String json) {
    try {
      return (JsonObject) Jsoner.deserialize(json);
    } catch (DeserializationException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
