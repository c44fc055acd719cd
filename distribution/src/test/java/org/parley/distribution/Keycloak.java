// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.parley.testkit.Ports;

/**
 * A real OpenID provider of one realm, one person and one app, in a process of its own. Its refresh
 * tokens serve once.
 */
final class Keycloak implements AutoCloseable {
  static final String PERSON = "ada";
  static final String PASSWORD = "open sesame";
  static final String APP = "parley";
  static final String SECRET = "s3cret-of-the-app";

  private static final Path FOLDER = Path.of("src", "test", "keycloak").toAbsolutePath();
  private static final Duration LONGEST_START = Duration.ofMinutes(3);

  /** Tokens last little longer than the hub wants them to, so that it renews all the time. */
  private static final String REALM =
      """
      {"realm": "club", "enabled": true, "sslRequired": "none",
       "revokeRefreshToken": true, "refreshTokenMaxReuse": 0, "accessTokenLifespan": 61,
       "users": [{"username": "%s", "enabled": true, "email": "ada@example.org", "emailVerified": true,
         "firstName": "Ada", "lastName": "Lovelace",
         "credentials": [{"type": "password", "value": "%s", "temporary": false}]}],
       "clients": [{"clientId": "%s", "enabled": true, "protocol": "openid-connect",
         "publicClient": false, "secret": "%s", "standardFlowEnabled": true,
         "redirectUris": ["%s"], "attributes": {"pkce.code.challenge.method": "S256"}}]}
      """;

  private final int port = Ports.free();
  private final Path output;
  private final Process process;

  /**
   * Begins anew each time: what it kept is deleted.
   *
   * @param folder for what it says
   * @param redirect where it may send people back to
   */
  Keycloak(Path folder, String redirect) throws IOException {
    Path program = program().orElseThrow();
    Path data = program.resolveSibling("../data").normalize();
    delete(data);
    Path imported = Files.createDirectories(data.resolve("import"));
    Files.writeString(
        imported.resolve("club-realm.json"),
        REALM.formatted(PERSON, PASSWORD, APP, SECRET, redirect));
    output = folder.resolve("output");
    process =
        new ProcessBuilder(
                program.toString(),
                "start-dev",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--import-realm")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  /** Skips the calling test where there is none. */
  static void require() {
    assumeTrue(
        program().isPresent(), "Keycloak is not installed; distribution/install/keycloak does it");
  }

  private static Optional<Path> program() {
    if (!Files.isDirectory(FOLDER)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(FOLDER)) {
      return versions
          .map(version -> version.resolve("bin/kc.sh"))
          .filter(Files::isExecutable)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The issuer, once it answers. */
  String awaitIssuer() {
    String issuer = "http://127.0.0.1:" + port + "/realms/club";
    Awaitility.await()
        .atMost(LONGEST_START)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> !process.isAlive() || (listens() && answers(issuer)));
    if (!process.isAlive()) {
      throw new IllegalStateException("Keycloak ended: " + read());
    }
    return issuer;
  }

  int port() {
    return port;
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean answers(String issuer) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(issuer)).timeout(Duration.ofSeconds(5));
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode()
        == 200;
  }

  private String read() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The script has its Java as a child. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
