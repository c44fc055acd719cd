// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.testkit.Ports;

/** The proxies of docs/install.md before a packed hub. */
@TestInstance(Lifecycle.PER_CLASS)
class ReverseProxyIT {
  private static final String KEY = "behind-a-reverse-proxy";
  private static final String PASSWORD = "changeit";
  private static final String SOMEBODY = "127.0.0.2";
  private static final String INSIDE = "127.0.0.9";
  private static final Pattern SHORT_URL = Pattern.compile("\"shortUrl\":\"([^\"]+)\"");

  private final Path folder;
  private final PackedHub hub;
  private final Rest rest;
  private final int hubPort;
  private final SSLContext trust;

  ReverseProxyIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    trust = Caller.trusting(certificate());
    Path home = folder.resolve("home");
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        home.resolve("conf/org.parley.web.cfg"),
        "public.url = https://hub.example.org\ntrusted.proxies = 127.0.0.1\n");
    Path distribution =
        PackedHub.unpackForAShortLife(Files.createDirectory(folder.resolve("unpacked")));
    hub = new PackedHub(distribution, home, Map.of("PARLEY_API_KEY", KEY), "--port", "0");
    String url = hub.awaitReady();
    hubPort = URI.create(url).getPort();
    rest = new Rest(url, KEY);
  }

  @AfterAll
  void end() {
    hub.close();
  }

  @ParameterizedTest
  @EnumSource(Proxy.class)
  void standsBefore(Proxy proxy) throws Exception {
    assumeTrue(
        proxy.executable().isPresent(),
        () -> proxy + " is not installed; distribution/install/proxies unpacks it");
    var place = new Proxy.Place(folder, hubPort, Ports.free(), Ports.free(), INSIDE);
    Process process = proxy.start(place);
    try {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> !process.isAlive() || listens(place.securePort()));
      assertThat(process.isAlive()).as(() -> proxy + " runs:\n" + place.output()).isTrue();
      var caller = new Caller(trust, place.securePort(), SOMEBODY);
      String link = linksBearThePublicAddress(caller);
      visitorsAreKnownByTheirOwnAddress(caller, link);
      callersOutsideSeeNoConsole(caller);
      theHubItselfRefusesLargeBodies(caller);
      if (proxy.redirects()) {
        leadsFromHttpToHttps(place.plainPort());
      }
    } finally {
      process.destroy();
      process.onExit().join();
    }
  }

  private String linksBearThePublicAddress(Caller caller) throws IOException {
    String answer =
        caller.send(
            "POST /api/v1/links",
            "{\"target\": \"https://example.org/a%2Fb?c=d\"}",
            "Authorization: Bearer " + KEY,
            "Content-Type: application/json");
    assertThat(answer).startsWith("HTTP/1.1 201").containsIgnoringCase("Strict-Transport-Security");
    Matcher link = SHORT_URL.matcher(answer);
    assertThat(link.find()).isTrue();
    assertThat(link.group(1)).startsWith("https://hub.example.org/");
    String path = URI.create(link.group(1)).getPath();
    assertThat(caller.get(path))
        .startsWith("HTTP/1.1 302")
        .containsIgnoringCase("Location: https://example.org/a%2Fb?c=d");
    return path;
  }

  /** One more visit by the same visitor, whatever he claims; then one by another. */
  private void visitorsAreKnownByTheirOwnAddress(Caller caller, String link) throws Exception {
    caller.get(link, "X-Forwarded-For: 203.0.113.7", "Forwarded: for=203.0.113.8");
    caller.get(link, "X-Forwarded-For: 203.0.113.9, 127.0.0.1", "X-Forwarded-Proto: http");
    await().until(() -> rest.get("links" + link).contains("\"total\":3"));
    assertThat(rest.get("links" + link)).contains("\"unique\":1");

    caller.from("127.0.0.3").get(link);
    await().until(() -> rest.get("links" + link).contains("\"total\":4"));
    assertThat(rest.get("links" + link)).contains("\"unique\":2");
  }

  private static void callersOutsideSeeNoConsole(Caller caller) throws IOException {
    for (String path : new String[] {"/console", "/console/", "/console/links", "/metrics"}) {
      assertThat(caller.get(path)).startsWith("HTTP/1.1 403");
      assertThat(caller.get(path, "X-Forwarded-For: " + INSIDE)).startsWith("HTTP/1.1 403");
    }
    Caller colleague = caller.from(INSIDE);
    assertThat(colleague.get("/console/")).matches("(?s)HTTP/1.1 (200|30[23]) .*");
    assertThat(colleague.get("/metrics")).startsWith("HTTP/1.1 401");
    assertThat(colleague.get("/metrics", "Authorization: Bearer " + KEY))
        .startsWith("HTTP/1.1 200")
        .contains("parley_bus_records");
  }

  private static void theHubItselfRefusesLargeBodies(Caller caller) throws IOException {
    assertThat(
            caller.send(
                "POST /api/v1/links",
                "{\"title\": \"" + "x".repeat(2 << 20) + "\"}",
                "Authorization: Bearer " + KEY,
                "Content-Type: application/json"))
        .startsWith("HTTP/1.1 413")
        .containsIgnoringCase("application/problem+json");
  }

  private static void leadsFromHttpToHttps(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              "GET /abc HTTP/1.1\r\nHost: hub.example.org\r\nConnection: close\r\n\r\n"
                  .getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 301")
          .containsIgnoringCase("Location: https://hub.example.org/abc");
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Makes a certificate for hub.example.org, as the files that proxies read. */
  private KeyStore certificate() throws Exception {
    Path store = folder.resolve("certificate.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var command =
        ("-genkeypair -alias hub -keyalg EC -validity 2 -dname CN=hub.example.org"
                + " -ext san=dns:hub.example.org,dns:go.example.org -storetype PKCS12 -storepass "
                + PASSWORD)
            .split(" ");
    ProcessBuilder builder = new ProcessBuilder(keytool.toString());
    builder.command().addAll(java.util.List.of(command));
    builder.command().addAll(java.util.List.of("-keystore", store.toString()));
    assertThat(builder.inheritIO().start().waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    String key = pem("PRIVATE KEY", keys.getKey("hub", PASSWORD.toCharArray()).getEncoded());
    String certificate = pem("CERTIFICATE", keys.getCertificate("hub").getEncoded());
    Files.writeString(folder.resolve("key.pem"), key);
    Files.writeString(folder.resolve("both.pem"), certificate + key);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("hub", keys.getCertificate("hub"));
    return trusted;
  }

  private static String pem(String kind, byte[] bytes) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, lines);
  }
}
