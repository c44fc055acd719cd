// SPDX-License-Identifier: Apache-2.0
package org.parley.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.service.cm.ConfigurationAdmin;
import org.parley.api.interactions.Collector;
import org.parley.api.links.LinkDesk;
import org.parley.api.links.Redirects;
import org.parley.api.security.ApiKeyInput;
import org.parley.api.security.Caller;
import org.parley.api.security.Keys;
import org.parley.api.security.Role;
import org.parley.api.web.PageAnswer;
import org.parley.api.web.PageVisit;
import org.parley.api.web.PublicPage;
import org.parley.testkit.Askers;
import org.parley.testkit.Framework;
import org.parley.testkit.Ports;

class WebInFelixIT {
  private static final Caller BOSS =
      new Caller(new UUID(1, 1), Caller.Kind.MACHINE, "test", Set.of(Role.ADMINISTRATOR));

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private Framework framework;
  private int port;

  @BeforeEach
  void start() throws Exception {
    port = Ports.free();
    framework =
        Framework.start(
            folder.resolve("cache"),
            Map.of(
                "parley.home",
                folder.toString(),
                "parley.url",
                "http://127.0.0.1:" + port,
                "parley.host",
                "127.0.0.1",
                "parley.port",
                Integer.toString(port),
                "org.apache.felix.http.host",
                "127.0.0.1",
                "org.osgi.service.http.port",
                "0"),
            "org.parley.api;version=0.1.0",
            "org.parley.api.bus;version=0.1.0",
            "org.parley.api.control;version=0.1.0",
            "org.parley.api.interactions;version=0.1.0",
            "org.parley.api.links;version=0.1.0",
            "org.parley.api.security;version=0.1.0",
            "org.parley.api.store;version=0.1.0",
            "org.parley.api.web;version=0.1.0",
            "jakarta.validation;version=3.1.1",
            "jakarta.validation.bootstrap;version=3.1.1",
            "jakarta.validation.constraints;version=3.1.1",
            "jakarta.validation.constraintvalidation;version=3.1.1",
            "jakarta.validation.executable;version=3.1.1",
            "jakarta.validation.groups;version=3.1.1",
            "jakarta.validation.metadata;version=3.1.1",
            "jakarta.validation.spi;version=3.1.1",
            "jakarta.validation.valueextraction;version=3.1.1",
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
        "jboss-logging",
        "classmate",
        "hibernate-validator",
        "org.apache.felix.http.servlet-api",
        "commons-io",
        "commons-fileupload",
        "org.apache.felix.http.jetty12",
        "org.apache.felix.healthcheck.api",
        "camel-engine",
        "api",
        "store",
        "bus",
        "security",
        "web");
    configure("org.parley.store", Map.of("pool.size", "8"));
    register(Redirects.class, WebInFelixIT::follow);
    register(LinkDesk.class, unused(LinkDesk.class));
    register(Collector.class, unused(Collector.class));
    framework.service(Keys.class, "");
    await().atMost(Duration.ofSeconds(30)).until(() -> status("/api/v1/openapi.json") == 200);
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  @Test
  void followsLinksBeforeTheServletsAndServesTheRest() throws Exception {
    assertThat(get("/abc").statusCode()).isEqualTo(302);
    assertThat(get("/abc").headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(get("/api/v1/me").statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/me").headers().firstValue("Content-Type"))
        .contains("application/problem+json");
    assertThat(get("/t.js").body()).contains("parley");
    assertThat(get("/a/b").statusCode()).isEqualTo(404);
    assertThat(get("/health").statusCode()).isEqualTo(503);
    assertThat(get("/metrics").body()).contains("parley_redirects_total");
  }

  @Test
  void answersWhomAKeyWasMadeFor() throws Exception {
    Keys keys = framework.service(Keys.class, "");
    var minted = keys.mint(new ApiKeyInput("crm", Set.of(Role.SALES), null), BOSS);
    var request =
        request("/api/v1/me").header("Authorization", "Bearer " + minted.secret().reveal());

    assertThat(send(request.build()).body()).contains("\"name\":\"crm\"", "\"roles\":[\"sales\"]");
  }

  @Test
  void showsAPageAsLongAsItsServiceIsThere() throws Exception {
    var registration = register(PublicPage.class, new Hello());
    await().until(() -> status("/hello/you") == 200);
    assertThat(get("/hello/you").body()).isEqualTo("<p>Hello you</p>");
    assertThat(get("/hello").statusCode()).isEqualTo(200);

    registration.unregister();

    assertThat(get("/hello/you").statusCode()).isEqualTo(404);
  }

  @Test
  void standsBeforeTheServletsOfANewJettyToo() throws Exception {
    Set<String> before = jettys();
    configure("org.apache.felix.http", Map.of("org.apache.felix.http.jetty.selectors", "2"));

    await().atMost(Duration.ofSeconds(30)).until(() -> !before.containsAll(jettys()));
    await().atMost(Duration.ofSeconds(30)).until(() -> status("/abc") == 302);
    await().atMost(Duration.ofSeconds(30)).until(() -> status("/api/v1/openapi.json") == 200);
  }

  /** The Jettys that there are, by the names of their threads. */
  private static Set<String> jettys() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("qtp"))
        .map(name -> name.substring(0, name.indexOf('-')))
        .collect(Collectors.toSet());
  }

  @Test
  void leavesNothingBehind() throws Exception {
    Bundle web = bundle("org.parley.web");
    web.stop();

    assertThatThrownBy(() -> get("/abc")).isInstanceOf(ConnectException.class);
    await().atMost(Duration.ofSeconds(10)).until(() -> threads().isEmpty());
    web.start();
    await().atMost(Duration.ofSeconds(30)).until(() -> status("/abc") == 302);
    await().atMost(Duration.ofSeconds(30)).until(() -> status("/api/v1/openapi.json") == 200);
  }

  /** Each moment of coming and going, as somebody sees it who never stops asking. */
  @Test
  void saysOfNothingThatItIsNotThereWhileItComesAndGoes() throws Exception {
    Bundle web = bundle("org.parley.web");
    Bundle security = bundle("org.parley.security");
    List<Askers.Question> questions =
        Stream.of("/abc 302", "/abcd 404", "/a/b 404", "/api/v1/me 401", "/api/v1/openapi.json 200")
            .map(words -> words.split(" "))
            .map(words -> Askers.Question.of(address(words[0]), Integer.parseInt(words[1])))
            .toList();
    try (Askers askers = new Askers(questions)) {
      for (int round = 0; round < 3; round++) {
        security.stop();
        await().until(() -> status("/api/v1/me") == 503);
        web.stop();
        web.start();
        security.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> status("/api/v1/me") == 401);
      }
      askers.awaitRightAnswers();
      assertThat(askers.wrong()).isEmpty();
      assertThat(askers.away()).isPositive();
    }
  }

  private static CompletionStage<Redirects.Answer> follow(Redirects.Visit visit) {
    return CompletableFuture.completedStage(
        visit.slug().equals("abc")
            ? new Redirects.Answer.Follow(URI.create("https://example.org/"))
            : new Redirects.Answer.Unknown());
  }

  /** A service that is only looked for. */
  private static <T> T unused(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getDeclaringClass() == Object.class) {
                return method.getName().equals("equals")
                    ? (Object) (proxy == arguments[0])
                    : method.getName().equals("hashCode") ? (Object) 1 : type.getSimpleName();
              }
              throw new AssertionError(method + " was not to be called");
            }));
  }

  private <T> org.osgi.framework.ServiceRegistration<T> register(Class<T> type, T service) {
    return framework.context().registerService(type, service, new Hashtable<>());
  }

  /** Threads of Camel's context, which carry its name. */
  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("Camel (api)"))
        .toList();
  }

  private Bundle bundle(String name) {
    return Arrays.stream(framework.context().getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  private void configure(String pid, Map<String, String> settings) throws Exception {
    framework
        .service(ConfigurationAdmin.class, "")
        .getConfiguration(pid, "?")
        .update(new Hashtable<>(settings));
  }

  private int status(String path) {
    try {
      return get(path).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address(path));
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  private static final class Hello implements PublicPage {
    @Override
    public String prefix() {
      return "hello";
    }

    @Override
    public PageAnswer answer(PageVisit visit) {
      return PageAnswer.html("<p>Hello " + visit.path() + "</p>");
    }
  }
}
