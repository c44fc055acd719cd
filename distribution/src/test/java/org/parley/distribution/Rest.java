// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The REST interface of a packed hub, as a program with a key calls it. */
final class Rest {
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;
  private final String key;

  Rest(String url, String key) {
    base = url + "/api/v1/";
    this.key = key;
  }

  String get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString()).body();
  }

  /** How often an answer holds a word in quotes. */
  long count(String path, String word) throws IOException, InterruptedException {
    return Pattern.compile("\"" + word + "\"").matcher(get(path)).results().count();
  }

  /** Sends JSON and answers the first identity in what comes back. */
  String post(String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    Matcher id = ID.matcher(answer.body());
    if (answer.statusCode() >= 300 || !id.find()) {
      throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return id.group(1);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + key);
  }
}
