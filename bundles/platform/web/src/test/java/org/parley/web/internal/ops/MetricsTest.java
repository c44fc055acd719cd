// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.web.internal.edge.EdgeServers;
import org.parley.web.internal.edge.FelixLikeServer;
import org.parley.web.internal.rest.TestKeys;

class MetricsTest {
  private final Meters meters = new Meters();
  private final Metrics metrics = new Metrics(meters, false);
  private FelixLikeServer server;

  @BeforeEach
  void start() throws Exception {
    metrics.keys = new TestKeys();
    server = EdgeServers.before(metrics);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void tellsFiguresInPrometheusFormat() throws Exception {
    meters.count("parley_redirects_total{status=\"302\"}");
    meters.count("parley_redirects_total{status=\"302\"}");
    meters.count("parley_redirects_total{status=\"404\"}");
    meters.add("parley_redirects_seconds_total", 0.25);
    var answer = server.get("/metrics");

    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain;version=0.0.4;charset=utf-8");
    assertThat(answer.body())
        .containsOnlyOnce("# TYPE parley_redirects_total counter")
        .contains("parley_redirects_total{status=\"302\"} 2\n")
        .contains("parley_redirects_total{status=\"404\"} 1\n")
        .contains("parley_redirects_seconds_total 0.25\n")
        .contains("jvm_memory_used_bytes{area=\"heap\"} ");
    assertThat(answer.body().lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.matches("[a-z_]+(\\{[^}]+})? [0-9.E-]+"));
  }

  @Test
  void answersOnlyTheMachineItselfAndAdministrators() throws Exception {
    assertThat(fromOutside(Optional.empty())).isEqualTo(401);
    assertThat(fromOutside(Optional.of("marketer"))).isEqualTo(401);
    assertThat(fromOutside(Optional.of("administrator"))).isEqualTo(200);
  }

  @Test
  void answersAnybodyWhenOpened() throws Exception {
    try (var open = EdgeServers.before(new Metrics(meters, true))) {
      var request = open.request("/metrics").header("X-Forwarded-For", "203.0.113.9").GET();
      assertThat(open.send(request).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void quotesLabels() {
    assertThat(Exposition.quote("a\"b\\c\nd")).isEqualTo("a\\\"b\\\\c\\nd");
  }

  private int fromOutside(Optional<String> key) throws Exception {
    var request = server.request("/metrics").header("X-Forwarded-For", "203.0.113.9");
    key.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return server.send(request.GET()).statusCode();
  }
}
