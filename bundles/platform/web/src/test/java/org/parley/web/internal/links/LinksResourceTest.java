// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.bus.BusRecord;
import org.parley.api.links.Redirects.Visit;
import org.parley.api.store.Bells;
import org.parley.shortening.internal.CountClicks;
import org.parley.shortening.internal.Domains;
import org.parley.shortening.internal.FollowLinks;
import org.parley.shortening.internal.LinkQueries;
import org.parley.shortening.internal.LinkSettings;
import org.parley.shortening.internal.Loads;
import org.parley.shortening.internal.ManageLinks;
import org.parley.shortening.internal.Routes;
import org.parley.testkit.RecordingBus;
import org.parley.testkit.TestStore;
import org.parley.web.internal.rest.ApiServer;

/** The operations over the real shortening room and a real database. */
class LinksResourceTest {
  private static final RecordingBus BUS = new RecordingBus();
  private static TestStore store;
  private static ApiServer server;
  private static FollowLinks redirects;

  @BeforeAll
  static void start() throws Exception {
    store = TestStore.open(TestStore.Kind.DERBY, "shortening");
    Domains domains = new Domains(new Settings(), "http://localhost:20000");
    Loads loads = new Loads();
    Routes routes = new Routes(new Settings(), store.store(), loads, Bells.ofOnlyHub());
    redirects = new FollowLinks(store.store(), loads, domains, routes, BUS);
    server =
        new ApiServer(
            List.of(),
            new LinksResource(
                new LinkQueries(store.store(), domains),
                new ManageLinks(store.store(), domains, routes, BUS)));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    store.close();
  }

  @BeforeEach
  void empty() {
    store.empty();
    BUS.clear();
  }

  @Test
  void makesALinkThatIsReadAtItsLocation() throws Exception {
    var made = server.call("POST", "/links", "{\"target\":\"https://example.org/a\"}");
    assertThat(made.statusCode()).isEqualTo(201);
    String location = made.headers().firstValue("Location").orElseThrow();
    assertThat(location).matches("/api/v1/links/[a-z2-9]{8}");
    assertThat(made.body())
        .contains("\"clicks\":{\"total\":0,\"unique\":0,\"robots\":0}")
        .contains("\"target\":\"https://example.org/a\"");

    var read = server.get(location.substring("/api/v1".length()));
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.body()).isEqualTo(made.body());
  }

  @Test
  void makesALinkWithAllThatCanBeSaid() throws Exception {
    var made =
        server.call(
            "POST",
            "/links",
            """
            {"target": "https://example.org/ä b", "slug": "Spring-1", "title": "<b>Spring</b>",
             "domain": "x.example", "expiresAt": "2099-01-01T00:00:00Z"}
            """);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("Location"))
        .contains("/api/v1/links/Spring-1?domain=x.example");
    assertThat(made.body())
        .contains("\"shortUrl\":\"https://x.example/Spring-1\"")
        .contains("\"target\":\"https://example.org/%C3%A4%20b\"");
    assertThat(server.get("/links/spring-1").statusCode()).isEqualTo(404);
    assertThat(server.get("/links/spring-1?domain=x.example").body()).isEqualTo(made.body());
  }

  @Test
  void namesEveryBadField() throws Exception {
    var refused =
        server.call(
            "POST",
            "/links",
            """
            {"target": "javascript:alert(1)", "slug": "a b", "title": "%s", "expiresAt": "soon", "x": 1}
            """
                .formatted("x".repeat(201)));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(pointers(refused))
        .containsExactlyInAnyOrder("#/target", "#/slug", "#/title", "#/expiresAt", "#/x");
  }

  @Test
  void namesEveryFieldThatTheRoomRefuses() throws Exception {
    var refused =
        server.call(
            "POST",
            "/links",
            """
            {"target": "https://go.example.org/loop", "slug": "api", "domain": "y.example",
             "title": "two\\nlines", "expiresAt": "2000-01-01T00:00:00Z"}
            """);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(pointers(refused))
        .containsExactlyInAnyOrder("#/target", "#/slug", "#/domain", "#/title", "#/expiresAt");
    assertThat(server.get("/links").body()).isEqualTo("{\"items\":[]}");
  }

  @Test
  void refusesASlugThatIsTaken() throws Exception {
    make("sale");
    var again =
        server.call("POST", "/links", "{\"target\":\"https://example.org\",\"slug\":\"SALE\"}");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("Slug 'SALE' is taken");
  }

  @Test
  void changesWhatWasSeen() throws Exception {
    String tag = make("sale").headers().firstValue("ETag").orElseThrow();
    String body = "{\"target\":\"https://example.org/2\",\"title\":\"Sale\"}";
    assertThat(put("/links/sale", "", body).statusCode()).isEqualTo(428);
    assertThat(put("/links/sale", "\"9\"", body).statusCode()).isEqualTo(412);
    var changed = put("/links/sale", tag, body);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body()).contains("https://example.org/2").contains("\"version\":2");
    assertThat(put("/links/sale", tag, body).statusCode()).isEqualTo(412);
  }

  @Test
  void showsClicksAndLetsThemNotHinderAChange() throws Exception {
    String tag = make("sale").headers().firstValue("ETag").orElseThrow();
    click();
    var seen = server.request("/links/sale", "marketer").header("If-None-Match", tag);
    var read = server.send(seen);
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.body()).contains("\"clicks\":{\"total\":1,\"unique\":1,\"robots\":0}");
    assertThat(server.get("/links/sale/days").body())
        .matches("\\{\"items\":\\[\\{\"day\":\"[0-9-]{10}\",\"clicks\":\\{\"total\":1,.*");
    assertThat(put("/links/sale", tag, "{\"target\":\"https://example.org/2\"}").statusCode())
        .isEqualTo(200);
    var unchanged =
        server
            .request("/links/sale", "marketer")
            .header(
                "If-None-Match",
                server.get("/links/sale").headers().firstValue("ETag").orElseThrow());
    assertThat(server.send(unchanged).statusCode()).isEqualTo(304);
  }

  @Test
  void retiresALinkAndBringsItBack() throws Exception {
    make("sale");
    assertThat(server.call("DELETE", "/links/sale", "").statusCode()).isEqualTo(204);
    assertThat(server.call("DELETE", "/links/sale", "").statusCode()).isEqualTo(204);
    assertThat(server.get("/links/sale").body()).contains("\"state\":\"retired\"");
    assertThat(server.get("/links?state=active").body()).isEqualTo("{\"items\":[]}");
    assertThat(put("/links/sale/state", "*", "{\"state\":\"active\"}").body())
        .contains("\"state\":\"active\"");
    assertThat(put("/links/sale/state", "*", "{\"state\":\"lost\"}").statusCode()).isEqualTo(422);
  }

  @Test
  void pagesAndSearches() throws Exception {
    make("one");
    make("two");
    make("three");
    String first = server.get("/links?limit=2").body();
    Matcher next = Pattern.compile("\"next\":\"([^\"]+)\"").matcher(first);
    assertThat(next.find()).isTrue();
    String second = server.get("/links?limit=2&cursor=" + next.group(1)).body();
    assertThat((first + second).split("\"slug\"")).hasSize(4);
    assertThat(second).doesNotContain("next");
    assertThat(server.get("/links?search=TWO").body())
        .contains("\"two\"")
        .doesNotContain("\"one\"");
    assertThat(server.get("/links?cursor=x").statusCode()).isEqualTo(400);
    assertThat(server.get("/links?state=lost").statusCode()).isEqualTo(400);
  }

  @Test
  void drawsWhatIsAccepted() throws Exception {
    make("sale");
    assertThat(type("*/*")).isEqualTo("image/svg+xml");
    assertThat(type("image/png")).isEqualTo("image/png");
    assertThat(type("image/svg+xml;q=0.5, image/*")).isEqualTo("image/png");
    assertThat(type("text/html, image/png;q=0")).isEqualTo("application/problem+json");
  }

  @Test
  void listsTheLinksThatPeopleFollowedSinceADay() throws Exception {
    make("sale");
    make("quiet");
    click();
    LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);

    assertThat(server.get("/links?clickedSince=" + yesterday).body())
        .contains("\"slug\":\"sale\"")
        .doesNotContain("quiet");
    assertThat(server.get("/links?clickedSince=2999-01-01").body()).doesNotContain("sale");
    assertThat(server.get("/links?network=bluesky").body()).doesNotContain("sale");
    assertThat(server.get("/links?clickedSince=yesterday").statusCode()).isBetween(400, 422);
  }

  @Test
  void saysWhoMayWhat() throws Exception {
    make("sale");
    assertThat(server.send(server.request("/links/sale", "sales")).statusCode()).isEqualTo(200);
    var delete = server.request("/links/sale", "sales").DELETE();
    assertThat(server.send(delete).statusCode()).isEqualTo(403);
    assertThat(server.get("/links/nothing").statusCode()).isEqualTo(404);
    assertThat(server.get("/links/no%20slug").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> make(String slug) throws Exception {
    String input = "{\"target\":\"https://example.org/\",\"slug\":\"" + slug + "\"}";
    var made = server.call("POST", "/links", input);
    assertThat(made.statusCode()).isEqualTo(201);
    return made;
  }

  private static HttpResponse<String> put(String path, String ifMatch, String body)
      throws Exception {
    var request = server.request(path, "marketer").header("Content-Type", "application/json");
    if (!ifMatch.isEmpty()) {
      request.header("If-Match", ifMatch);
    }
    return server.send(request.PUT(BodyPublishers.ofString(body)));
  }

  private static String type(String accept) throws Exception {
    var drawn = server.send(server.request("/links/sale/qr", "marketer").header("Accept", accept));
    return drawn.headers().firstValue("Content-Type").orElse("");
  }

  private static void click() throws Exception {
    Visit visit =
        new Visit(
            "go.example.org",
            "sale",
            false,
            Map.of("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Firefox/145.0"),
            "192.0.2.1",
            Optional.empty(),
            Instant.now());
    redirects.follow(visit).toCompletableFuture().get(10, TimeUnit.SECONDS);
    CountClicks count = new CountClicks();
    for (BusRecord record : BUS.records("click.recorded")) {
      store
          .store()
          .inTransaction(
              tx -> {
                count.read(tx, record);
                return true;
              });
    }
  }

  private static List<String> pointers(HttpResponse<String> refused) {
    return Pattern.compile("\"pointer\":\"([^\"]+)\"")
        .matcher(refused.body())
        .results()
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  private record Settings() implements LinkSettings {
    @Override
    public String public_url() {
      return "https://hub.example.org";
    }

    @Override
    public String[] link_domains() {
      return new String[] {"go.example.org", "x.example"};
    }

    @Override
    public long cache_bytes() {
      return 1 << 20;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return LinkSettings.class;
    }
  }
}
