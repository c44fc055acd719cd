// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.web.Fetcher.Fetched;
import org.parley.api.web.Fetcher.Wanted;

class SafeFetcherTest {
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/feed", 200, Map.of("ETag", "\"1\""), "seven roses");
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://192.168.1.1/",
        "http://172.31.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://2130706433/"
      })
  void refusesWhatIsNotPublic(String address) {
    assertThatThrownBy(() -> fetcher().check(URI.create(address)))
        .isInstanceOf(ParleyException.class)
        .satisfies(
            refused ->
                assertThat(((ParleyException) refused).fault()).isIn(Fault.INPUT, Fault.REMOTE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://example.org/",
        "/relative",
        "http://a:b@example.org/"
      })
  void refusesWhatIsNoPlainWebAddress(String address) {
    assertThatThrownBy(() -> fetcher().check(URI.create(address))).isInstanceOf(InvalidInput.class);
  }

  @Test
  void fetchesWhatTheSettingsList() {
    Fetched fetched = fetcher("127.0.0.1:" + port()).fetch(Wanted.of(at("/feed")));

    assertThat(fetched.status()).isEqualTo(200);
    assertThat(fetched.header("etag")).contains("\"1\"");
    assertThat(new String(fetched.body(), UTF_8)).isEqualTo("seven roses");
  }

  @Test
  void listsOnePortAlone() {
    var fetcher = fetcher("127.0.0.1:1");

    assertThatThrownBy(() -> fetcher.check(at("/feed"))).isInstanceOf(InvalidInput.class);
  }

  @Test
  void listsNetworks() {
    assertThat(fetcher("127.0.0.0/8").fetch(Wanted.of(at("/feed"))).status()).isEqualTo(200);
  }

  @Test
  void followsARedirectAndLooksAgainWhereItLeads() {
    answer("/moved", 301, Map.of("Location", "/feed"), "");
    answer("/inside", 302, Map.of("Location", "http://127.0.0.2:" + port() + "/feed"), "");
    var fetcher = fetcher("127.0.0.1:" + port());

    assertThat(fetcher.fetch(Wanted.of(at("/moved"))).address()).isEqualTo(at("/feed"));
    assertThatThrownBy(() -> fetcher.fetch(Wanted.of(at("/inside"))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("127.0.0.2");
  }

  @Test
  void doesNotRunInCircles() {
    answer("/circle", 302, Map.of("Location", "/circle"), "");
    var fetcher = fetcher("127.0.0.1:" + port());

    assertThatThrownBy(() -> fetcher.fetch(Wanted.of(at("/circle"))))
        .hasMessageContaining("at most 5 redirects");
  }

  @Test
  void takesNoMoreThanItWasAskedFor() {
    answer("/large", 200, Map.of(), "x".repeat(10_000));
    var wanted = new Wanted(at("/large"), Map.of(), 9_999, Duration.ofSeconds(5));
    var fetcher = fetcher("127.0.0.1:" + port());

    assertThatThrownBy(() -> fetcher.fetch(wanted)).hasMessageContaining("more than 9999 bytes");
  }

  @Test
  void waitsNoLongerThanItWasTold() {
    server.createContext("/silent", exchange -> {});
    var wanted = new Wanted(at("/silent"), Map.of(), 100, Duration.ofMillis(300));
    var fetcher = fetcher("127.0.0.1:" + port());

    assertThatThrownBy(() -> fetcher.fetch(wanted))
        .isInstanceOfSatisfying(
            ParleyException.class, failed -> assertThat(failed.fault()).isEqualTo(Fault.REMOTE));
  }

  @Test
  void sendsConditionsAlong() {
    server.createContext(
        "/conditional",
        exchange -> {
          boolean known = "\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
          exchange.sendResponseHeaders(known ? 304 : 200, -1);
          exchange.close();
        });
    var wanted =
        new Wanted(
            at("/conditional"), Map.of("if-none-match", "\"1\""), 100, Duration.ofSeconds(5));

    assertThat(fetcher("127.0.0.1").fetch(wanted).status()).isEqualTo(304);
  }

  /** As a file of settings has them. */
  @Test
  void mayFetchFromSeveralThatAreGivenInOneText() {
    answer("/one", 200, Map.of(), "There");

    assertThat(fetcher("192.0.2.1:80, 127.0.0.1").fetch(Wanted.of(at("/one"))).status())
        .isEqualTo(200);
  }

  private static SafeFetcher fetcher(String... allowed) {
    return new SafeFetcher(new Gate(List.of(allowed)));
  }

  private void answer(String path, int status, Map<String, String> headers, String body) {
    server.createContext(
        path,
        exchange -> {
          headers.forEach(exchange.getResponseHeaders()::set);
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }
}
