// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.parley.chaos.HubProgram;
import org.parley.demo.Manners;
import org.parley.demo.Witness;

/**
 * What an operator does on the machine, with nothing but {@code bin/parley} and a home that only
 * the environment names.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperatorIT {
  private static final String HOST = "127.0.0.2";
  private static final Pattern FIRST =
      Pattern.compile(
          "\\ASign in as 'admin' with password '(\\S+)' \\(shown this once\\)\n"
              + "Parley is ready at (http://127\\.0\\.0\\.2:\\d+)\n\\z");
  private static final Pattern READY =
      Pattern.compile("\\AParley is ready at (http://127\\.0\\.0\\.2:\\d+)\n\\z");
  private static final Pattern RESET =
      Pattern.compile("\\AThe password of 'admin' is now '(\\S+)'\n\\z");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final Path home;
  private final Path distribution;
  private String password = "";
  private URI url;
  private String key = "";

  OperatorIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    home = folder.resolve("home");
    distribution = PackedHub.unpackForAShortLife(Files.createDirectory(folder.resolve("unpacked")));
  }

  @BeforeAll
  void begin() throws Exception {
    Answer started = parley("start", "--host", HOST, "--port", "0");
    Matcher first = FIRST.matcher(started.text());
    assertThat(first.matches()).as(started.text()).isTrue();
    password = first.group(1);
    url = URI.create(first.group(2));
  }

  @AfterAll
  void end() throws Exception {
    parley("stop");
  }

  @Test
  @Order(1)
  void keepsItsHomeWhereTheEnvironmentSays() throws Exception {
    assertThat(home.resolve("db")).isDirectory();
    assertThat(distribution.resolve("data")).doesNotExist();
    assertThat(parley("status").text()).contains(home.toString(), "Parley 0.1.0 at " + url + "\n");
  }

  @Test
  @Order(2)
  void answersAtTheAddressThatItWasGivenAndAtNoOther() throws Exception {
    HttpRequest health = HttpRequest.newBuilder(url.resolve("/health")).build();

    assertThat(client.send(health, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> new Socket("127.0.0.1", url.getPort()).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  @Order(3)
  void logsNeitherTheFirstPasswordNorTheNextAndTakesOnlyTheLatest() throws Exception {
    assertThat(signIn(password)).isEqualTo(303);
    Answer reset = parley("password");
    Matcher next = RESET.matcher(reset.text());
    assertThat(next.matches()).as(reset.text()).isTrue();

    assertThat(signIn(next.group(1))).isEqualTo(303);
    assertThat(signIn(password)).isEqualTo(401);
    assertThat(filesOf(home.resolve("log")))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContain(password, next.group(1)));
    assertThat(filesOf(home.resolve("run")))
        .isNotEmpty()
        .allSatisfy(
            file -> assertThat(Files.readString(file)).doesNotContain(password, next.group(1)));
  }

  @Test
  @Order(4)
  void makesAKeyForAProgram() throws Exception {
    Answer made = parley("key", "the operator's", "administrator");
    assertThat(made.exitCode()).isZero();
    key = made.text().strip();

    assertThat(hub().get("me").path("name").asText()).isEqualTo("the operator's");
  }

  /** What was made after the backup is gone, so that a restore that does nothing is seen. */
  @Test
  @Order(5)
  void bringsBackWhatABackupHoldsAndSendsNothingUntilItIsTold() throws Exception {
    String account =
        hub()
            .post(
                "accounts",
                Map.of("connector", "sandbox-network", "name", "Square", "settings", Map.of()))
            .at("/account/id")
            .asText();
    link("before");
    await().until(() -> hub().get("bus/groups").toString().contains("." + account));
    Path backup = folder.resolve("backup");
    assertThat(parley("backup", backup.toString()).exitCode()).isZero();
    link("after");
    assertThat(parley("restore", backup.toString()))
        .isEqualTo(new Answer(1, "A hub runs with home '" + home + "'; stop it first\n"));
    assertThat(parley("stop").text()).isEqualTo("Parley stops\nParley has stopped\n");

    assertThat(parley("restore", backup.toString()).text()).startsWith("Restored the database");
    Answer started = parley("start", "--host", HOST, "--port", "0");
    Matcher ready = READY.matcher(started.text());
    assertThat(ready.matches()).as(started.text()).isTrue();
    url = URI.create(ready.group(1));

    assertThat(follow("before")).isEqualTo(302);
    assertThat(follow("after")).isEqualTo(404);
    String group = "sandbox-network.publish." + account;
    await().untilAsserted(() -> assertThat(paused()).containsExactly(group));
    assertThat(parley("resume").text()).contains("put back from a backup").endsWith(group + "\n");
    publish(account);
    await().untilAsserted(() -> assertThat(state()).isEqualTo("requested"));
    await().untilAsserted(() -> assertThat(lag(group)).isPositive());
    assertThat(state()).isEqualTo("requested");

    assertThat(parley("resume", "all").text()).isEqualTo("Resumed\n  " + group + "\n");
    await().untilAsserted(() -> assertThat(state()).isEqualTo("published"));
    assertThat(paused()).isEmpty();
    assertThat(parley("resume").text()).isEqualTo("Nothing waits since a restore\n");
  }

  private HubProgram hub() {
    return new HubProgram(url, new Manners(java.time.Duration.ofMinutes(1), Witness.NOBODY), key);
  }

  private void link(String slug) {
    hub().post("links", Map.of("target", "https://example.org/", "slug", slug));
  }

  private void publish(String account) {
    String campaign =
        hub()
            .post("campaigns", Map.of("name", "Square", "goal", "", "accounts", List.of(account)))
            .path("id")
            .asText();
    String message =
        hub()
            .post(
                "campaigns/" + campaign + "/messages",
                Map.of("title", "Roses", "target", "https://example.org/roses"))
            .path("id")
            .asText();
    hub().post("messages/" + message + "/publication", Map.of());
  }

  private List<String> paused() {
    return hub().all("bus/groups").stream()
        .filter(group -> group.path("paused").asBoolean())
        .map(group -> group.path("group").asText())
        .toList();
  }

  private long lag(String group) {
    return hub().all("bus/groups").stream()
        .filter(found -> found.path("group").asText().equals(group))
        .mapToLong(found -> found.path("lag").asLong())
        .sum();
  }

  /** How the only post stands. */
  private String state() {
    JsonNode posts = hub().get("posts").path("items");
    assertThat(posts).hasSize(1);
    return posts.path(0).path("state").asText();
  }

  private int follow(String slug) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url.resolve("/" + slug)).build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private int signIn(String word) throws IOException, InterruptedException {
    String form = "name=admin&password=" + URLEncoder.encode(word, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/console/sign-in"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Runs a command; it says to nobody but by its environment which home is meant. */
  private Answer parley(String... words) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of(distribution.resolve("bin/parley").toString()), Stream.of(words))
                .toList());
    builder.environment().putAll(Jvm.ofHubs());
    builder.environment().put("PARLEY_HOME", home.toString());
    builder.environment().keySet().removeAll(List.of("PARLEY_ADMIN_PASSWORD", "PARLEY_API_KEY"));
    return Answer.of(builder, folder, Duration.ofMinutes(3));
  }
}
