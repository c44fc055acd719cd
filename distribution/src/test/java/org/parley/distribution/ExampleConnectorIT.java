// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector of docs/connectors.md, as its own pom builds it, dropped into a packed hub. */
class ExampleConnectorIT {
  private static final Path JAR =
      Path.of("../bundles/kit/example-connector/target/board-connector-1.0.0.jar");
  private static final Duration SOON = Duration.ofSeconds(20);

  private final List<String> hungUp = new CopyOnWriteArrayList<>();
  private final HttpServer board;
  private final Path deployed;
  private final PackedHub hub;
  private final Rest rest;

  ExampleConnectorIT(@TempDir Path folder) throws IOException {
    board = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Path distribution =
        PackedHub.unpackForAShortLife(Files.createDirectory(folder.resolve("unpacked")));
    Path home = folder.resolve("home");
    Path conf = Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        conf.resolve("org.parley.web.cfg"),
        "fetch.allow=127.0.0.1:" + board.getAddress().getPort() + "\n");
    deployed = home.resolve("deploy/board-connector.jar");
    hub =
        new PackedHub(
            distribution, home, Map.of("PARLEY_API_KEY", "example-connector"), "--port", "0");
    rest = new Rest(hub.awaitReady(), "example-connector");
  }

  @BeforeEach
  void open() {
    board.createContext("/", this::answer);
    board.start();
  }

  @AfterEach
  void end() {
    hub.close();
    board.stop(0);
  }

  @Test
  void isDroppedInJoinedUsedAndReplaced() throws Exception {
    assertThat(rest.get("connectors")).doesNotContain("\"board\"");

    Files.copy(JAR, deployed);
    await().atMost(SOON).until(() -> rest.get("connectors").contains("\"board\""));

    String account = join();
    await().atMost(SOON).until(() -> rest.get("accounts/" + account).contains("Signed in as ada"));
    String campaign = campaign(account);
    say(campaign, "First words");
    await().atMost(SOON).until(() -> hungUp.size() == 1);
    assertThat(hungUp.get(0)).contains("First words");

    Files.copy(JAR, deployed, StandardCopyOption.REPLACE_EXISTING);
    say(campaign, "Words after an update");
    await().atMost(SOON).until(() -> rest.count("posts?campaign=" + campaign, "published") == 2);
    assertThat(hungUp).hasSize(2);

    Files.delete(deployed);
    await().atMost(SOON).until(() -> !rest.get("connectors").contains("\"board\""));
    assertThat(rest.get("accounts/" + account)).contains("\"offline\"");
  }

  private String join() throws Exception {
    return rest.post(
        "accounts",
        """
        {"connector": "board", "name": "Our board",
         "settings": {"address": "http://127.0.0.1:%d", "key": "s3cret", "pace": "PT1H"}}
        """
            .formatted(board.getAddress().getPort()));
  }

  private String campaign(String account) throws Exception {
    return rest.post(
        "campaigns",
        "{\"name\": \"Board\", \"language\": \"en\", \"accounts\": [\"%s\"]}".formatted(account));
  }

  private void say(String campaign, String title) throws Exception {
    String message =
        rest.post(
            "campaigns/" + campaign + "/messages",
            "{\"title\": \"%s\", \"target\": \"https://example.org/\"}".formatted(title));
    rest.post("messages/" + message + "/publication", "{}");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    byte[] answer = answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), asked);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private byte[] answer(String method, String path, String asked) {
    if (path.equals("/me")) {
      return "ada".getBytes(UTF_8);
    }
    if (method.equals("POST")) {
      hungUp.add(asked);
      return "{\"id\": \"n%d\", \"page\": \"https://board.example/\"}"
          .formatted(hungUp.size())
          .getBytes(UTF_8);
    }
    return "{\"notices\": []}".getBytes(UTF_8);
  }
}
