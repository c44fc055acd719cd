// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A CRM that holds one lead and says of it again and again, by signed calls, that it is open. A
 * call is made again under its id until the hub has taken it.
 */
final class CallingCrm implements Runnable, AutoCloseable {
  /** Whom its lead is given to. */
  static final String OWNER = "caller@crm.example";

  private static final String TOLD = "The CRM reports it open";
  private static final byte[] KEY = "twenty-four bytes of key".getBytes(UTF_8);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration ANSWERED = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 200;
  private static final int TAKEN = 204;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWERED).build();
  private final AtomicInteger calls = new AtomicInteger();
  private final HttpServer server;
  private final HubProgram hub;
  private final Ledger ledger;
  private String account = "";
  private String lead = "";
  private volatile boolean last;

  CallingCrm(HubProgram hub, Ledger ledger) throws IOException {
    this.hub = hub;
    this.ledger = ledger;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/leads",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(UTF_8));
          exchange.close();
        });
    server.start();
  }

  /** Where it takes leads. */
  int port() {
    return server.getAddress().getPort();
  }

  /** Is given its lead, which is the hub's first. */
  void join() throws InterruptedException {
    String secret = "whsec_" + Base64.getEncoder().encodeToString(KEY);
    var settings = Map.of("address", "http://127.0.0.1:" + port() + "/leads", "secret", secret);
    account =
        hub.post(
                "accounts",
                Map.of("connector", "crm-rest", "name", "Calling CRM", "settings", settings))
            .at("/account/id")
            .asText();
    var person = Map.of("kind", "email", "value", "called.for@example.org");
    var asks = Map.of("type", "contact.requested", "identifiers", List.of(person));
    hub.post("interactions", Map.of("interactions", List.of(asks)));
    ChaosFailed.unlessCome(
        PATIENCE, "Nobody becomes the lead of the CRM", () -> !hub.all("leads").isEmpty());
    JsonNode made = hub.all("leads").get(0);
    lead = made.path("id").asText();
    hub.replace(
        "leads/" + lead + "/owner",
        Map.of("owner", OWNER, "account", account),
        made.path("version").asLong());
  }

  @Override
  public void run() {
    try {
      while (!last) {
        call("call-" + calls.get());
        calls.incrementAndGet();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The call that is under way is the last. */
  void end() {
    last = true;
  }

  /** Also again where the hub's clock is so wrong that it takes the signature for an old one. */
  private void call(String id) throws InterruptedException {
    String body = "{\"lead\":\"%s\",\"status\":\"open\"}".formatted(lead);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isTaken(signed(id, body))) {
      if (System.nanoTime() - end > 0) {
        throw new ChaosFailed("The hub does not take " + id + " of the CRM");
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private boolean isTaken(HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      ledger.answered(request, answer);
      return answer.statusCode() == TAKEN;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpRequest signed(String id, String body) {
    long at = Instant.now().getEpochSecond();
    return HttpRequest.newBuilder(hub.page("/hooks/" + account))
        .timeout(ANSWERED)
        .header("Content-Type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", Long.toString(at))
        .header("webhook-signature", "v1," + signature(id + "." + at + "." + body))
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static String signature(String content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime cannot sign", e);
    }
  }

  /** Each call that was taken stands in the lead's story once. */
  void reconcile(Findings findings) {
    JsonNode story = hub.get("leads/" + lead).path("story");
    long told =
        StreamSupport.stream(story.spliterator(), false)
            .filter(event -> event.path("what").asText().equals(TOLD))
            .count();
    findings.compare("signed calls of the CRM", calls.get(), told);
  }

  @Override
  public String toString() {
    return calls + " signed calls of a CRM";
  }

  @Override
  public void close() {
    last = true;
    server.stop(0);
  }
}
