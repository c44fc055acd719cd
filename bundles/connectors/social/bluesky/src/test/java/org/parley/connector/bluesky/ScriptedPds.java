// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

/**
 * Just as much of a server as faults need to be told apart from what they hide: sessions that
 * expire and a repository that says what it holds. What real servers do is seen in BlueskyPdsIT.
 */
final class ScriptedPds implements AutoCloseable {
  static final String DID = "did:plc:ada";

  final FaultServer server = new FaultServer();
  final Map<String, JsonObject> records = new LinkedHashMap<>();
  private final AtomicInteger session = new AtomicInteger();
  private volatile String password = "right";
  private volatile boolean refreshes = true;

  ScriptedPds() {
    server.otherwise(this::answer);
  }

  /** What it holds from now on, and nobody's sessions. */
  void revoke() {
    password = "another";
    refreshes = false;
    expire();
  }

  void expire() {
    session.incrementAndGet();
  }

  long asked(String procedure) {
    return server.requests().stream().filter(request -> isFor(request, procedure)).count();
  }

  Answer answer(Request request) {
    if (isFor(request, "server.createSession")) {
      return read(request).getString("password").equals(password)
          ? session()
          : error(401, "AuthenticationRequired", "Invalid identifier or password");
    }
    if (isFor(request, "server.refreshSession")) {
      boolean known =
          request.headers().getOrDefault("authorization", "").startsWith("Bearer refresh");
      return known && refreshes ? session() : error(400, "ExpiredToken", "Token has been revoked");
    }
    if (!request.headers().getOrDefault("authorization", "").equals("Bearer access" + session)) {
      return error(400, "ExpiredToken", "Token has expired");
    }
    return signedIn(request);
  }

  private Answer signedIn(Request request) {
    if (isFor(request, "server.getSession")) {
      return Answer.of(200, "{\"handle\":\"ada.test\",\"did\":\"" + DID + "\"}");
    }
    if (isFor(request, "repo.putRecord")) {
      return put(read(request));
    }
    if (isFor(request, "repo.getRecord")) {
      JsonObject found = records.get(request.path().replaceFirst(".*rkey=", ""));
      return found == null
          ? error(400, "RecordNotFound", "Could not locate record")
          : Answer.of(200, found.toJson());
    }
    return error(400, "InvalidRequest", "Method not known");
  }

  private Answer put(JsonObject request) {
    String key = request.getString("rkey");
    if (records.containsKey(key)) {
      return error(400, "InvalidSwap", "Record was at bafyrei");
    }
    var kept = new JsonObject();
    kept.put("uri", "at://" + DID + "/app.bsky.feed.post/" + key);
    kept.put("cid", "bafyrei");
    kept.put("value", request.get("record"));
    records.put(key, kept);
    return Answer.of(200, kept.toJson());
  }

  static Answer error(int status, String name, String message, String... headers) {
    var error = new JsonObject();
    error.put("error", name);
    error.put("message", message);
    return Answer.of(status, error.toJson(), headers);
  }

  static boolean isFor(Request request, String procedure) {
    return request.path().replaceFirst("\\?.*", "").equals("/xrpc/com.atproto." + procedure);
  }

  static JsonObject read(Request request) {
    try {
      return (JsonObject) Jsoner.deserialize(request.body());
    } catch (DeserializationException e) {
      throw new IllegalArgumentException(request.body(), e);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer session() {
    String number = String.valueOf(session);
    return Answer.of(
        200,
        """
        {"accessJwt":"access%1$s","refreshJwt":"refresh%1$s","did":"%2$s","handle":"ada.test"}"""
            .formatted(number, DID));
  }
}
