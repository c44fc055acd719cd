// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.bench.HubApi.Clicks;
import org.parley.bench.load.LoadGenerator;
import org.parley.bench.load.Measured;
import org.parley.bench.load.Plan;

/** The load generator and its clicks, against a server that counts for itself. */
class ClickScriptTest {
  private final Map<String, Clicks> counted = new ConcurrentHashMap<>();
  private final HttpServer server;

  ClickScriptTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.createContext("/", this::answer);
  }

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** Refuses every link whose name ends with '9', with a body that must be skipped. */
  private void answer(HttpExchange exchange) throws IOException {
    String slug = exchange.getRequestURI().getPath().substring(1);
    if (slug.endsWith("9")) {
      byte[] body = "later, please".getBytes(US_ASCII);
      exchange.sendResponseHeaders(503, body.length);
      exchange.getResponseBody().write(body);
    } else {
      boolean robot = Visitors.ROBOTS.contains(exchange.getRequestHeaders().getFirst("User-Agent"));
      counted.merge(
          slug,
          robot ? new Clicks(0, 1) : new Clicks(1, 0),
          (a, b) -> new Clicks(a.people() + b.people(), a.robots() + b.robots()));
      exchange.getResponseHeaders().set("Location", "https://example.org/");
      exchange.sendResponseHeaders(302, -1);
    }
    exchange.close();
  }

  @Test
  void acknowledgesWhatTheServerCounts() throws IOException {
    ClickScript script = new ClickScript(new Links("a", 3));

    Measured measured = LoadGenerator.run(Plan.counted(server.getAddress(), 8, 500), script);

    assertThat(measured.statuses()).containsExactly(Map.entry(302, 500L));
    assertThat(measured.latency().getTotalCount()).isEqualTo(500);
    for (int link = 0; link < 3; link++) {
      assertThat(script.acknowledged(link)).isEqualTo(counted.get("a" + link));
      assertThat(script.acknowledged(link).robots()).isPositive();
    }
  }

  @Test
  void acknowledgesNothingThatWasRefused() throws IOException {
    ClickScript script = new ClickScript(new Links("a", 10));

    Measured measured = LoadGenerator.run(Plan.counted(server.getAddress(), 4, 200), script);

    assertThat(measured.answers()).isEqualTo(200);
    assertThat(script.acknowledged(9)).isEqualTo(new Clicks(0, 0));
    assertThat(script.acknowledged(1)).isEqualTo(counted.get("a1"));
  }

  @Test
  void keepsItsPace() throws IOException {
    Plan plan = Plan.flatOut(server.getAddress(), 4, Duration.ofMillis(400)).paced(100);

    Measured measured = LoadGenerator.run(plan, new ClickScript(new Links("a", 1)));

    assertThat(measured.answers()).isBetween(1L, 41L);
  }
}
