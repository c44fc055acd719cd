// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.Busy;
import org.parley.api.Conflict;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.OutcomeUnknown;
import org.parley.api.store.Store;
import org.parley.api.web.PageAnswer;
import org.parley.api.web.PageVisit;
import org.parley.api.web.PublicPage;
import org.parley.web.internal.edge.EdgeServers;
import org.parley.web.internal.edge.FelixLikeServer;

class SiteServletTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final List<PageVisit> visits = new ArrayList<>();
  private final AtomicBoolean ready = new AtomicBoolean(true);
  private final SiteServlet servlet =
      new SiteServlet(
          new PublicPages(URI.create("https://hub.example"), InstantSource.system()), ready::get);
  private Function<PageVisit, PageAnswer> answer = visit -> PageAnswer.html("<p>hello</p>");
  private FelixLikeServer server;

  @BeforeEach
  void start() throws Exception {
    var page =
        new PublicPage() {
          @Override
          public String prefix() {
            return "f";
          }

          @Override
          public PageAnswer answer(PageVisit visit) {
            visits.add(visit);
            return answer.apply(visit);
          }
        };
    servlet.published = List.of(page);
    server = EdgeServers.before(servlet, page);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void asksThePageOfItsPrefix() throws Exception {
    var shown =
        send(
            server
                .request("/f/tr%C3%A4ume/sent?a=1&a=2&b=x%20y+z")
                .header("Accept-Language", "de")
                .header("Cookie", "parley_key=0123456789abcdef")
                .GET());

    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body()).isEqualTo("<p>hello</p>");
    PageVisit visit = visits.get(0);
    assertThat(visit.method()).isEqualTo(PageVisit.Method.GET);
    assertThat(visit.path()).isEqualTo("träume/sent");
    assertThat(visit.query())
        .containsEntry("a", List.of("1", "2"))
        .containsEntry("b", List.of("x y z"));
    assertThat(visit.headers()).containsEntry("accept-language", "de");
    assertThat(visit.address()).isEqualTo("127.0.0.1");
    assertThat(visit.visitorKey()).contains("0123456789abcdef");
    assertThat(visit.publicUrl()).isEqualTo(URI.create("https://hub.example"));
  }

  /** This servlet is asked for them only when the one that answers them is not there. */
  @Test
  void asksToComeBackForWhatBelongsToAPartThatIsAway() throws Exception {
    servlet.published = List.of();
    for (String path :
        List.of("/api/v1/links", "/console/links", "/health", "/hooks/1", "/metrics", "/p/1")) {
      for (String method : List.of("GET", "POST", "DELETE")) {
        var away = server.send(server.request(path).method(method, BodyPublishers.noBody()));
        assertThat(away.statusCode()).as(method + path).isEqualTo(503);
        assertThat(away.headers().firstValue("Retry-After")).as(path).contains("2");
        assertThat(away.headers().firstValue("Cache-Control")).as(path).contains("no-store");
      }
    }
  }

  @Test
  void saysThatThereIsNothingOnlyWhenTheHubIsReady() throws Exception {
    List<String> unknown = List.of("/api/v2/links", "/a/b", "/sitemap.xml", "/system/console");
    ready.set(false);
    for (String path : unknown) {
      assertThat(server.get(path).statusCode()).as(path).isEqualTo(503);
      assertThat(server.get(path).headers().firstValue("Retry-After")).as(path).contains("2");
    }
    assertThat(server.get("/robots.txt").statusCode()).isEqualTo(200);
    ready.set(true);

    for (String path : unknown) {
      assertThat(server.get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void handsThePrefixAloneOver() throws Exception {
    server.get("/f");

    assertThat(visits.get(0).path()).isEmpty();
  }

  @Test
  void readsPostedForms() throws Exception {
    send(post("name=J%C3%BCrgen+M&name=b%0D%0Ac&empty=&flag"));

    assertThat(visits.get(0).method()).isEqualTo(PageVisit.Method.POST);
    assertThat(visits.get(0).form())
        .containsEntry("name", List.of("Jürgen M", "b\nc"))
        .containsEntry("empty", List.of(""))
        .containsEntry("flag", List.of(""));
  }

  @Test
  void refusesWhatIsNoForm() throws Exception {
    for (String body : List.of("a=%c3%28", "a=%zz", "a=%00", "a=1&".repeat(600))) {
      assertThat(send(post(body)).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(send(post("{}").setHeader("Content-Type", "application/json")).statusCode())
        .isEqualTo(415);
    assertThat(send(post("a=" + "x".repeat(70_000))).statusCode()).isEqualTo(413);
    assertThat(server.get("/f/a?x=%c3%28").statusCode()).isEqualTo(400);
    assertThat(visits).isEmpty();
  }

  @Test
  void refusesFormsOfForeignPages() throws Exception {
    assertThat(send(post("a=1").header("Sec-Fetch-Site", "cross-site")).statusCode())
        .isEqualTo(403);
    assertThat(send(post("a=1").header("Origin", "https://evil.example")).statusCode())
        .isEqualTo(403);
    assertThat(send(post("a=1").header("Origin", "null")).statusCode()).isEqualTo(403);
    assertThat(visits).isEmpty();

    String own = "http://" + server.request("/").GET().build().uri().getAuthority();
    assertThat(send(post("a=1").header("Sec-Fetch-Site", "same-origin")).statusCode())
        .isEqualTo(200);
    assertThat(send(post("a=1").header("Origin", own)).statusCode()).isEqualTo(200);
    assertThat(send(post("a=1").header("Origin", "https://hub.example")).statusCode())
        .as("behind a proxy")
        .isEqualTo(200);
    assertThat(send(post("a=1")).statusCode()).as("a program").isEqualTo(200);
  }

  @Test
  void letsOnlyTheNonceRun() throws Exception {
    answer = visit -> PageAnswer.html("<script nonce=\"" + visit.nonce() + "\"></script>");
    var first = server.get("/f/a");
    var second = server.get("/f/a");
    String policy = first.headers().firstValue("Content-Security-Policy").orElseThrow();

    String nonce = first.body().replaceAll(".*nonce=\"([^\"]+)\".*", "$1");
    assertThat(policy).contains("script-src 'nonce-" + nonce + "'", "frame-ancestors 'none'");
    assertThat(second.body()).isNotEqualTo(first.body());
    assertThat(first.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void letsRegisteredSitesFrameAPage() throws Exception {
    answer = visit -> new PageAnswer.Html(200, "x", true);
    var shown = server.get("/f/a");

    assertThat(shown.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("frame-ancestors 'self'");
    assertThat(shown.headers().firstValue("X-Frame-Options")).isEmpty();
  }

  @Test
  void writesEachKindOfAnswer() throws Exception {
    answer = visit -> new PageAnswer.SeeOther(URI.create("/f/a/sent"));
    var other = send(post("a=1"));
    answer = visit -> new PageAnswer.Download("ä b.json", "application/json", new byte[] {'1'});
    var file = server.get("/f/a");
    answer = visit -> new PageAnswer.Unknown();

    assertThat(other.statusCode()).isEqualTo(303);
    assertThat(other.headers().firstValue("Location")).contains("/f/a/sent");
    assertThat(file.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename*=UTF-8''%C3%A4%20b.json");
    assertThat(server.get("/f/a").statusCode()).isEqualTo(404);
  }

  @Test
  void showsFailuresWithoutTheirInside() throws Exception {
    fail(new InvalidInput("email", "'<b>' is none"), 422, "email: &#39;&lt;b&gt;&#39; is none");
    fail(new Conflict("inner"), 409, "It was changed meanwhile");
    fail(new NotFound("form", "a"), 404, "There is nothing here");
    fail(new Busy("inner", Duration.ofSeconds(1)), 503, "One moment");
    fail(new OutcomeUnknown("inner", new IllegalStateException()), 503, "One moment");
    fail(new IllegalStateException("inner"), 500, "This did not work");
  }

  @Test
  void asksToComeBackWhenNobodyKnowsWhichSitesThereAre() throws Exception {
    servlet.sites =
        new Sites(new AwayStore(), URI.create("https://hub.example"), InstantSource.system());

    HttpResponse<String> answer = server.get("/f/a");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("3");
    assertThat(visits).isEmpty();
  }

  /** Its database cannot be reached. */
  private static final class AwayStore implements Store {
    @Override
    public <T> T inTransaction(Work<T> work) {
      throw new Busy("away", Duration.ofSeconds(3));
    }

    @Override
    public <T> T asOne(Work<T> work) {
      return inTransaction(work);
    }

    @Override
    public <T> T read(Work<T> work) {
      return inTransaction(work);
    }

    @Override
    public boolean isEmbedded() {
      return false;
    }
  }

  @Test
  void knowsMethods() throws Exception {
    var put = send(server.request("/f/a").PUT(BodyPublishers.ofString("x")));

    assertThat(put.statusCode()).isEqualTo(405);
    assertThat(put.headers().firstValue("Allow")).contains("GET, HEAD, POST");
    assertThat(send(server.request("/other/x").POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(405);
    assertThat(send(server.request("/f/a").method("HEAD", BodyPublishers.noBody())).body())
        .isEmpty();
  }

  @Test
  void servesItsOwnFew() throws Exception {
    assertThat(server.get("/").headers().firstValue("Location")).contains("/console");
    assertThat(server.get("/robots.txt").body()).contains("Disallow: /api/");
    assertThat(server.get("/favicon.ico").statusCode()).isEqualTo(204);
    assertThat(server.get("/nothing/here").statusCode()).isEqualTo(404);
    assertThat(send(server.request("/nothing/here").header("Accept-Language", "de")).body())
        .contains("Hier ist nichts");
    var script = server.get("/t.js");
    assertThat(script.headers().firstValue("Content-Type"))
        .contains("text/javascript;charset=utf-8");
    assertThat(script.headers().firstValue("Cross-Origin-Resource-Policy"))
        .contains("cross-origin");
    String tag = script.headers().firstValue("ETag").orElseThrow();
    assertThat(send(server.request("/t.js").header("If-None-Match", tag).GET()).statusCode())
        .isEqualTo(304);
    var packed = send(server.request("/t.js").header("Accept-Encoding", "gzip").GET());
    assertThat(packed.headers().firstValueAsLong("Content-Length").orElseThrow())
        .isBetween(1000L, 6144L);
  }

  private void fail(RuntimeException failure, int status, String text) throws Exception {
    answer =
        visit -> {
          throw failure;
        };
    var shown = server.get("/f/a");
    assertThat(shown.statusCode()).isEqualTo(status);
    assertThat(shown.body()).contains(text).doesNotContain("inner");
  }

  private HttpRequest.Builder post(String body) {
    return server.request("/f/a").header("Content-Type", FORM).POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return server.send(request);
  }
}
