// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleEvent;
import org.parley.chaos.HubProgram;
import org.parley.demo.Manners;
import org.parley.distribution.probe.Load;
import org.parley.distribution.probe.Observer;

/**
 * The jar of the REST CRM lies in the deploy folder and is copied over, deleted and brought back
 * while leads flow through it to a CRM outside, which counts what it gets by idempotency key.
 */
@Tag("alone")
class ReplaceIT {
  private static final int RATE = 150;
  private static final int SECONDS = 24;
  private static final String KEY = "a-key-for-the-programs-of-this-test";
  private static final String CONNECTOR = "org.parley.connector.crm-rest";
  private static final String PROBE = "org.parley.probe";
  private static final Duration SOON = Duration.ofMinutes(3);

  private final Map<String, AtomicInteger> arrived = new ConcurrentHashMap<>();
  private final Path home;
  private final Path deployed;
  private final Path jar;
  private final HttpServer crm;
  private final PackedHub hub;
  private final HubProgram program;

  ReplaceIT(@TempDir Path folder) throws IOException {
    Path distribution = PackedHub.unpack(Files.createDirectory(folder.resolve("unpacked")));
    home = folder.resolve("home");
    deployed = home.resolve("deploy/crm-rest.jar");
    crm = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    crm.setExecutor(Executors.newFixedThreadPool(8));
    jar = takeOut(distribution);
    Path conf = Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        conf.resolve("org.parley.web.cfg"), "fetch.allow=127.0.0.1:" + port(crm) + "\n");
    hub = new PackedHub(distribution, home, Map.of("PARLEY_API_KEY", KEY), "--port", "0");
    program = new HubProgram(URI.create(hub.awaitReady()), Manners.BRISK, KEY);
  }

  /** The feature without the connector, as an administrator has it who brings a jar of his own. */
  private static Path takeOut(Path distribution) throws IOException {
    Path feature = distribution.resolve("features/connectors.json");
    String without = Files.readString(feature).replaceAll("\\{[^{}]*:crm-rest:[^{}]*},?", "");
    Files.writeString(feature, without.replaceAll(",\\s*]", "]"));
    try (Stream<Path> bundles = Files.walk(distribution.resolve("system"))) {
      return bundles
          .filter(file -> file.getFileName().toString().startsWith("crm-rest-"))
          .findFirst()
          .orElseThrow();
    }
  }

  @BeforeEach
  void listen() {
    crm.createContext("/leads", this::take);
    crm.start();
  }

  @AfterEach
  void end() {
    hub.close();
    crm.stop(0);
  }

  @Test
  void losesAndDoublesNothingAndTouchesNothingElse() throws Exception {
    probe();
    deploy();
    await().atMost(SOON).until(() -> program.get("connectors").toString().contains("\"crm-rest\""));
    String account = connect();
    await()
        .atMost(SOON)
        .until(() -> observed().stream().anyMatch(line -> line.contains("RestCrm")));
    Set<String> before = others();

    Path taken = home.resolve("taken.txt");
    load(account, taken);
    int all = RATE * SECONDS;
    awaitArrived(all / 6);
    deploy();
    awaitArrived(all / 3);
    deploy();
    awaitArrived(all / 2);
    Files.delete(deployed);
    await()
        .atMost(SOON)
        .until(() -> !program.get("connectors").toString().contains("\"crm-rest\""));
    int whileAway = arrived.size();
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(5))
        .until(() -> arrived.size() <= whileAway + 8);
    deploy();

    await().atMost(SOON).until(() -> Files.exists(taken));
    List<String> lines = Files.readAllLines(taken);
    List<String> ids = lines.subList(1, lines.size());
    assertThat(ids).hasSize(all);
    assertThat(Duration.ofMillis(Long.parseLong(lines.get(0))))
        .as("%d records", all)
        .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(SECONDS + 2));
    await().atMost(SOON).until(() -> arrived.size() >= all);
    assertThat(arrived.keySet()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(arrived.values()).allMatch(times -> times.get() == 1);
    assertThat(others()).isEqualTo(before);
    assertThat(events()).containsOnly(CONNECTOR);
    assertThat(events(BundleEvent.UPDATED)).as("jars copied over that were taken").isEqualTo(2);
    assertThat(events(BundleEvent.INSTALLED))
        .as("the first, and the one that came back")
        .isEqualTo(2);
    System.out.printf(
        "%d records in %s ms, each once, through two replacements and a jar that was away for 3"
            + " s%n",
        all, lines.get(0));
  }

  private void probe() throws IOException {
    DeployedJar.named(PROBE)
        .with(
            "Import-Package",
            "org.osgi.framework,org.osgi.framework.wiring,org.osgi.service.component.runtime,"
                + "org.osgi.service.component.runtime.dto,org.osgi.framework.dto,org.osgi.dto,"
                + "org.parley.api.bus,org.parley.api.leads,org.parley.api.links")
        .with("Service-Component", "OSGI-INF/load.xml,OSGI-INF/observer.xml")
        .withClass(Load.class)
        .withClass(Observer.class)
        .text("OSGI-INF/load.xml", component(Load.class, "require", "org.parley.api.bus.Bus"))
        .text(
            "OSGI-INF/observer.xml",
            component(
                Observer.class,
                "ignore",
                "org.osgi.service.component.runtime.ServiceComponentRuntime"))
        .writeTo(home.resolve("deploy"));
    await().atMost(SOON).until(() -> Files.exists(home.resolve("observed.txt")));
  }

  private static String component(Class<?> type, String policy, String wanted) {
    return """
    <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s" immediate="true"
        configuration-policy="%2$s" activate="activate" deactivate="deactivate">
      <implementation class="%1$s"/>
      <reference name="wanted" interface="%3$s" bind="bind"/>
    </scr:component>
    """
        .formatted(type.getName(), policy, wanted);
  }

  private void deploy() throws IOException {
    Files.copy(jar, deployed, StandardCopyOption.REPLACE_EXISTING);
  }

  private String connect() {
    return program
        .post(
            "accounts",
            Map.of(
                "connector", "crm-rest",
                "name", "CRM",
                "settings",
                    Map.of(
                        "address",
                        "http://127.0.0.1:" + port(crm) + "/leads",
                        "secret",
                        "a-secret-shared-with-the-crm")))
        .path("account")
        .path("id")
        .asText();
  }

  private void load(String account, Path taken) throws IOException {
    Files.writeString(
        home.resolve("conf/" + Load.class.getName() + ".cfg"),
        "account=%s%nrate=%d%nseconds=%d%nfile=%s%n".formatted(account, RATE, SECONDS, taken));
  }

  private void awaitArrived(int count) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> arrived.size() >= count);
  }

  private List<String> observed() throws IOException {
    return Files.readAllLines(home.resolve("observed.txt"));
  }

  /** All bundles and components but the connector's and the test's own. */
  private Set<String> others() throws IOException {
    return observed().stream()
        .filter(line -> !line.startsWith("event"))
        .filter(
            line -> !line.contains("\t" + CONNECTOR + "\t") && !line.contains("\t" + PROBE + "\t"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> events() throws IOException {
    return observed().stream()
        .filter(line -> line.startsWith("event"))
        .map(line -> line.split("\t", -1)[1])
        .filter(name -> !name.equals(PROBE))
        .collect(Collectors.toSet());
  }

  /** How often something befell the connector, as a {@link BundleEvent} names it. */
  private long events(int type) throws IOException {
    String wanted = "event\t" + CONNECTOR + "\t" + type;
    return observed().stream().filter(line -> line.equals(wanted)).count();
  }

  private void take(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    if (key != null) {
      arrived.computeIfAbsent(key, any -> new AtomicInteger()).incrementAndGet();
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private static int port(HttpServer server) {
    return server.getAddress().getPort();
  }
}
