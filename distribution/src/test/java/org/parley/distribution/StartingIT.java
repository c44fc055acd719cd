// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.distribution.OpenApi.Operation;
import org.parley.testkit.Askers;
import org.parley.testkit.Askers.Question;
import org.parley.testkit.Ports;

/**
 * What those see who never stop asking a hub that starts, stops, starts again and is killed:
 * nobody, a 503 with the time to come back, or the right answer. Never that something that is there
 * is not.
 */
class StartingIT {
  /** A body that is read by every operation and does nothing with any. */
  private static final String BROKEN = "{";

  @TempDir Path folder;

  @Test
  void saysNothingFalseWhileItComesAndGoes() throws Exception {
    int port = Ports.free();
    URI url = URI.create("http://localhost:" + port);
    Question links = question(program(url, "/api/v1/links"), 200);
    try (Askers first = new Askers(List.of(links, Question.of(url.resolve("/unknown"), 404)));
        ServedHub hub = new ServedHub(folder, Map.of(), port)) {
      first.awaitRightAnswers();
      first.close();
      assertThat(first.wrong()).as("at the very first start").isEmpty();
      try (Askers askers = new Askers(questions(hub))) {
        askers.awaitRightAnswers();
        hub.process().terminate();
        assertThat(hub.process().awaitExit()).isIn(0, 143);
        try (PackedHub again = hub.again()) {
          again.awaitReady();
          askers.awaitRightAnswers();
        }
        try (PackedHub again = hub.again()) {
          again.awaitReady();
          askers.awaitRightAnswers();
        }
        assertThat(askers.wrong()).isEmpty();
        assertThat(askers.away()).isPositive();
        assertThat(steps(hub))
            .as("links are followed before anything else is started")
            .containsSubsequence("links can be followed", "bundle org.parley.campaigns", "ready");
      }
    }
  }

  private static List<String> steps(ServedHub hub) throws IOException {
    return Files.readAllLines(hub.home().resolve("log/start.txt")).stream()
        .map(line -> line.replaceFirst(" *\\d+  ", ""))
        .toList();
  }

  /** Every address of the document and those of visitors, with what is right to answer there. */
  private static List<Question> questions(ServedHub hub) {
    World world = World.make(hub, new Samples(hub.api()));
    List<Question> questions = new ArrayList<>();
    for (Operation operation : hub.api().operations()) {
      String path = OpenApi.BASE + world.path(operation);
      if (operation.verb().equals("GET")) {
        add(questions, hub, hub.asAdministrator(path));
      } else if (operation.hasBody()) {
        add(
            questions,
            hub,
            hub.asAdministrator(path)
                .header("Content-Type", "application/json")
                .method(operation.verb(), BodyPublishers.ofString(BROKEN)));
      }
    }
    String slug =
        hub.make("/links", Map.of("target", "https://example.org/")).path("slug").asText();
    List<String> pages =
        List.of(slug, "no-such-link", "console", "t.js", "health", "metrics", "p/unknown", "a/b");
    pages.forEach(page -> add(questions, hub, hub.request("/" + page)));
    add(questions, hub, hub.request(world.formAddress()));
    add(questions, hub, hub.request("/t").POST(BodyPublishers.ofString(BROKEN)));
    add(questions, hub, hub.request("/api/v1/no-such-thing"));
    assertThat(questions).hasSizeGreaterThan(60);
    assertThat(questions).extracting(Question::right).contains(200, 302, 404).doesNotContain(503);
    return questions;
  }

  /** What it answers now is what is right later too. */
  private static void add(List<Question> questions, ServedHub hub, HttpRequest.Builder builder) {
    questions.add(question(builder, hub.open(builder).statusCode()));
  }

  private static Question question(HttpRequest.Builder builder, int right) {
    return new Question(builder.build(), right);
  }

  private static HttpRequest.Builder program(URI url, String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .header("Authorization", "Bearer " + ServedHub.KEY);
  }
}
