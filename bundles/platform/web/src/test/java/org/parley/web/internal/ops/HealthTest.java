// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.execution.HealthCheckExecutionOptions;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckMetadata;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.parley.api.control.Health.Part;
import org.parley.web.internal.edge.EdgeServers;
import org.parley.web.internal.edge.FelixLikeServer;

class HealthTest {
  private final AtomicBoolean started = new AtomicBoolean(true);
  private final Essentials essentials = new Essentials(started::get);
  private final Health health = new Health(essentials);
  private Result database = new Result(Result.Status.OK, "jdbc:derby is online");
  private FelixLikeServer server;

  @BeforeEach
  void start() throws Exception {
    essentials.bus = some(org.parley.api.bus.Bus.class);
    essentials.keys = some(org.parley.api.security.Keys.class);
    essentials.redirects = some(org.parley.api.links.Redirects.class);
    essentials.links = some(org.parley.api.links.LinkDesk.class);
    essentials.collector = some(org.parley.api.interactions.Collector.class);
    essentials.api = some(jakarta.servlet.Servlet.class);
    health.executor = new OneCheck();
    server = EdgeServers.before(health);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void isReadyWhenAllIsThereAndWell() throws Exception {
    var answer = server.get("/health");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith("{\"status\":\"ready\"")
        .contains("{\"name\":\"bus\",\"status\":\"ok\"}")
        .contains(
            "{\"name\":\"database\",\"status\":\"ok\",\"messages\":[\"jdbc:derby is online\"]}");
  }

  @Test
  void isStartingWhileSomethingEssentialIsMissing() throws Exception {
    essentials.keys = null;
    var answer = server.get("/health");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .startsWith("{\"status\":\"starting\"")
        .contains("{\"name\":\"keys\",\"status\":\"missing\"}")
        .doesNotContain("database");
  }

  @Test
  void isStartingUntilAllBundlesAreStarted() throws Exception {
    assertThat(essentials.isReady()).isTrue();
    started.set(false);

    assertThat(essentials.isReady()).isFalse();
    assertThat(server.get("/health").statusCode()).isEqualTo(503);
    assertThat(server.get("/health").body())
        .startsWith("{\"status\":\"starting\"")
        .contains("{\"name\":\"bundles\",\"status\":\"missing\"}");
  }

  @Test
  void isFailingWhenACheckFails() throws Exception {
    database = new Result(Result.Status.CRITICAL, "jdbc:derby is offline");
    var answer = server.get("/health");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).startsWith("{\"status\":\"failing\"").contains("\"critical\"");
    assertThat(health.look().parts())
        .last()
        .isEqualTo(new Part("database", "critical", List.of("jdbc:derby is offline")));
  }

  @Test
  void keepsWordsForTheMachineItself() throws Exception {
    var handedOn = server.request("/health").header("X-Forwarded-For", "203.0.113.9").GET();

    assertThat(server.send(handedOn).body())
        .contains("{\"name\":\"database\",\"status\":\"ok\"}")
        .doesNotContain("derby");
  }

  private final class OneCheck implements HealthCheckExecutor {
    @Override
    public List<HealthCheckExecutionResult> execute(HealthCheckSelector selector) {
      throw new AssertionError("Results of a while ago would do");
    }

    @Override
    public List<HealthCheckExecutionResult> execute(
        HealthCheckSelector selector, HealthCheckExecutionOptions options) {
      assertThat(selector.tags()).containsExactly("readiness");
      return List.of(new Outcome(database));
    }
  }

  private record Outcome(Result result) implements HealthCheckExecutionResult {
    @Override
    public Result getHealthCheckResult() {
      return result;
    }

    @Override
    public long getElapsedTimeInMs() {
      return 1;
    }

    @Override
    public Date getFinishedAt() {
      return new Date();
    }

    @Override
    public boolean hasTimedOut() {
      return false;
    }

    @Override
    public HealthCheckMetadata getHealthCheckMetadata() {
      return new HealthCheckMetadata(reference());
    }

    private static ServiceReference<?> reference() {
      return (ServiceReference<?>)
          Proxy.newProxyInstance(
              HealthTest.class.getClassLoader(),
              new Class<?>[] {ServiceReference.class},
              (proxy, method, arguments) -> {
                Object property = arguments == null ? "" : arguments[0];
                return switch (String.valueOf(property)) {
                  case "hc.name" -> "Database";
                  case "service.id" -> 1L;
                  default -> null;
                };
              });
    }
  }

  private static <T> T some(Class<T> service) {
    return service.cast(
        Proxy.newProxyInstance(
            HealthTest.class.getClassLoader(),
            new Class<?>[] {service},
            (proxy, method, arguments) -> {
              throw new AssertionError("Health looks at services and does not use them");
            }));
  }
}
