// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Asks a hub several times a second how it is, and keeps what it says. */
final class HealthWatch implements Runnable, AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final JsonMapper JSON = new JsonMapper();

  /** What only counts or says how long is the same sentence each time. */
  private static final Pattern NUMBERS = Pattern.compile("\\d+");

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final HttpRequest question;
  private final Thread thread = new Thread(this, "health");
  private final Set<String> said = new LinkedHashSet<>();
  private volatile boolean closed;
  private volatile long wellSince;

  HealthWatch(URI hub) {
    question = HttpRequest.newBuilder(hub.resolve("/health")).timeout(PATIENCE).GET().build();
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    while (!closed) {
      long asked = System.nanoTime();
      note(asked);
      try {
        Thread.sleep(BETWEEN.toMillis());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void note(long asked) {
    try {
      HttpResponse<String> answer = client.send(question, BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        wellSince = asked;
      } else {
        tell(answer.body());
      }
    } catch (IOException e) {
      say("no answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(String body) throws IOException {
    JsonNode health = JSON.readTree(body);
    if (health.path("status").asText().equals("starting")) {
      say("starting");
      return;
    }
    for (JsonNode part : health.path("parts")) {
      String status = part.path("status").asText();
      if (!status.equals("ok")) {
        say(part.path("name").asText() + " " + status + ": " + reason(part));
      }
    }
  }

  /** What comes after it says that all the rest is well. */
  private static String reason(JsonNode part) {
    for (JsonNode message : part.path("messages")) {
      if (!message.asText().endsWith("is online")) {
        return message.asText();
      }
    }
    return "no reason";
  }

  private synchronized void say(String sentence) {
    said.add(NUMBERS.matcher(sentence).replaceAll("…"));
  }

  /** What it has said since the last time, beside that it is well. */
  synchronized Set<String> said() {
    Set<String> until = new LinkedHashSet<>(said);
    said.clear();
    return until;
  }

  /** Whether it has said that it is well, being asked after a moment of {@code nanoTime}. */
  boolean wellSince(long moment) {
    return wellSince - moment > 0;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
