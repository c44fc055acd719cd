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

/** The manifest of docs/connectors.md, as its own pom packs it, dropped into a packed hub. */
class ExampleManifestIT {
  private static final Path JAR =
      Path.of("../bundles/kit/example-manifest/target/kringle-connector-1.0.0.jar");
  private static final Duration SOON = Duration.ofSeconds(20);

  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final HttpServer kringle;
  private final Path deployed;
  private final PackedHub hub;
  private final Rest rest;

  ExampleManifestIT(@TempDir Path folder) throws IOException {
    kringle = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Path distribution =
        PackedHub.unpackForAShortLife(Files.createDirectory(folder.resolve("unpacked")));
    Path home = folder.resolve("home");
    Path conf = Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        conf.resolve("org.parley.web.cfg"),
        "fetch.allow=127.0.0.1:" + kringle.getAddress().getPort() + "\n");
    deployed = home.resolve("deploy/kringle-connector.jar");
    hub =
        new PackedHub(
            distribution, home, Map.of("PARLEY_API_KEY", "example-manifest"), "--port", "0");
    rest = new Rest(hub.awaitReady(), "example-manifest");
  }

  @BeforeEach
  void open() {
    kringle.createContext("/api/2/", this::answer);
    kringle.start();
  }

  @AfterEach
  void end() {
    hub.close();
    kringle.stop(0);
  }

  @Test
  void isDroppedInJoinedUsedAndReplaced() throws Exception {
    assertThat(rest.get("connectors")).doesNotContain("\"kringle\"");

    Files.copy(JAR, deployed);
    await().atMost(SOON).until(() -> rest.get("connectors").contains("\"kringle\""));

    String account = join();
    await().atMost(SOON).until(() -> rest.get("accounts/" + account).contains("Signed in as @ada"));
    String campaign = campaign(account);
    say(campaign, "First words");
    await().atMost(SOON).until(() -> posted.size() == 1);
    assertThat(posted.get(0)).contains("First words");

    Files.copy(JAR, deployed, StandardCopyOption.REPLACE_EXISTING);
    say(campaign, "Words after an update");
    await().atMost(SOON).until(() -> rest.count("posts?campaign=" + campaign, "published") == 2);
    assertThat(posted).hasSize(2);

    Files.delete(deployed);
    await().atMost(SOON).until(() -> !rest.get("connectors").contains("\"kringle\""));
    assertThat(rest.get("accounts/" + account)).contains("\"offline\"");
  }

  private String join() throws Exception {
    return rest.post(
        "accounts",
        """
        {"connector": "kringle", "name": "Our ring",
         "settings": {"address": "http://127.0.0.1:%d", "key": "s3cret"}}
        """
            .formatted(kringle.getAddress().getPort()));
  }

  private String campaign(String account) throws Exception {
    return rest.post(
        "campaigns",
        "{\"name\": \"Ring\", \"language\": \"en\", \"accounts\": [\"%s\"]}".formatted(account));
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
    String path = exchange.getRequestURI().getPath();
    byte[] answer = answer(exchange.getRequestMethod() + " " + path, asked).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String answer(String what, String asked) {
    return switch (what) {
      case "POST /api/2/session" -> "{\"token\": \"t1\", \"seconds\": 3600, \"member\": \"ada\"}";
      case "GET /api/2/members/ada" -> "{\"handle\": \"ada\"}";
      case "POST /api/2/rings/everyone/posts" -> post(asked);
      default -> "{\"posts\": [], \"more\": false}";
    };
  }

  private String post(String asked) {
    posted.add(asked);
    return "{\"id\": \"k%d\", \"page\": \"https://kringle.example/\"}".formatted(posted.size());
  }
}
