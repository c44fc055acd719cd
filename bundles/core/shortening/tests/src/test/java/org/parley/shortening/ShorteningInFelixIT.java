// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.parley.api.links.Link;
import org.parley.api.links.Link.Clicks;
import org.parley.api.links.LinkDesk;
import org.parley.api.links.Links;
import org.parley.api.links.NewLink;
import org.parley.api.links.Redirects;
import org.parley.api.links.Redirects.Answer;
import org.parley.api.links.Redirects.Visit;
import org.parley.testkit.Framework;

/** The room in a real Felix, with the real store and the real bus. */
class ShorteningInFelixIT {
  @TempDir Path folder;

  private Framework framework;

  @BeforeEach
  void start() throws Exception {
    framework =
        Framework.start(
            folder.resolve("cache"),
            Map.of("parley.home", folder.toString(), "parley.url", "http://localhost:31000"),
            "org.parley.api;version=0.1.0",
            "org.parley.api.bus;version=0.1.0",
            "org.parley.api.control;version=0.1.0",
            "org.parley.api.links;version=0.1.0",
            "org.parley.api.store;version=0.1.0",
            "org.osgi.service.cm;version=1.6.1");
    framework.add(
        "pax-logging-api",
        "org.osgi.util.function",
        "org.osgi.util.promise",
        "org.osgi.service.component",
        "org.apache.felix.configadmin",
        "org.apache.felix.scr",
        "jackson-annotations",
        "jackson-core",
        "jackson-databind",
        "jackson-datatype-jsr310",
        "jackson-datatype-jdk8",
        "HikariCP",
        "org.apache.felix.healthcheck.api",
        "jakarta.validation-api",
        "org.apache.felix.http.servlet-api",
        "camel-engine",
        "api",
        "store",
        "bus",
        "shortening");
    configure("org.parley.store", Map.of("pool.size", "8"));
  }

  @AfterEach
  void stop() throws BundleException, InterruptedException {
    framework.close();
  }

  @Test
  void makesFollowsAndCountsALink() throws Exception {
    Link link = create("sale");
    assertThat(link.shortUrl()).isEqualTo(URI.create("http://localhost:31000/sale"));
    assertThat(follow("SALE")).isEqualTo(new Answer.Follow(URI.create("https://example.org/")));
    Links links = framework.service(Links.class, "");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(links.findBySlug("sale").orElseThrow().clicks())
                    .isEqualTo(new Clicks(1, 1, 0)));
  }

  @Test
  void leavesNothingBehindAndFindsItsLinksAgain() throws Exception {
    create("sale");
    follow("sale");
    Bundle bundle = bundle();
    bundle.stop();
    assertThat(framework.has(Redirects.class, "")).isFalse();
    await().atMost(Duration.ofSeconds(10)).until(() -> threads() == 0);
    bundle.start();
    assertThat(follow("sale")).isInstanceOf(Answer.Follow.class);
    assertThat(threads()).isPositive();
  }

  @Test
  void movesItsLinksWhenTheHubGetsAnotherAddress() throws Exception {
    create("sale");
    configure("org.parley.web", Map.of("public.url", "https://hub.example.org"));
    configure("org.parley.shortening", Map.of("link.domains", "go.example.org, x.example"));
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(framework.service(Links.class, "").findBySlug("sale"))
                    .map(Link::shortUrl)
                    .contains(URI.create("https://go.example.org/sale")));
  }

  private Link create(String slug) throws InterruptedException {
    return framework
        .service(LinkDesk.class, "")
        .create(new NewLink("https://example.org/", slug, null, null, null));
  }

  private Answer follow(String slug) throws Exception {
    Visit visit =
        new Visit(
            "localhost",
            slug,
            false,
            Map.of("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Firefox/145.0"),
            "192.0.2.1",
            Optional.empty(),
            Instant.now());
    return framework
        .service(Redirects.class, "")
        .follow(visit)
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  private Bundle bundle() {
    return Arrays.stream(framework.context().getBundles())
        .filter(bundle -> bundle.getSymbolicName().equals("org.parley.shortening"))
        .findFirst()
        .orElseThrow();
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("parley-shortening"))
        .count();
  }

  private void configure(String pid, Map<String, String> settings)
      throws IOException, InterruptedException {
    framework
        .service(ConfigurationAdmin.class, "")
        .getConfiguration(pid, "?")
        .update(new Hashtable<String, Object>(settings));
  }
}
