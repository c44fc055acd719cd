// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.Busy;
import org.parley.api.web.PageAnswer;
import org.parley.api.web.PageVisit;
import org.parley.api.web.PublicPage;

class PageServletTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final List<PageVisit> visits = new CopyOnWriteArrayList<>();
  private final HttpClient browser = HttpClient.newHttpClient();
  private Function<PageVisit, PageAnswer> answer = visit -> PageAnswer.html("<p>Hello</p>");
  private Server server;

  @BeforeEach
  void start() throws Exception {
    server = new Server();
    var connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    var context = new ServletContextHandler();
    var servlet = new PageServlet(new Page(), URI.create("https://hub.example"));
    context.addServlet(new ServletHolder(servlet), "/f/*");
    server.setHandler(context);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void handsOverPathAndParameters() throws Exception {
    send(request("/f/trial/confirm/x?pl=abc&pl=d%20e").GET());

    assertThat(last().path()).isEqualTo("trial/confirm/x");
    assertThat(last().query()).containsEntry("pl", List.of("abc", "d e"));
    assertThat(last().publicUrl()).isEqualTo(URI.create("https://hub.example"));
  }

  @Test
  void handsOverAFilledInForm() throws Exception {
    send(post("/f/trial", "name=Ada+L%C3%B6velace&name=x"));

    assertThat(last().method()).isEqualTo(PageVisit.Method.POST);
    assertThat(last().form()).containsEntry("name", List.of("Ada Lövelace", "x"));
  }

  @Test
  void letsScriptsAndStylesRunOnlyUnderItsNonce() throws Exception {
    HttpResponse<String> page = send(request("/f/trial").GET());

    String nonce = last().nonce();
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'")
                    .contains("script-src 'nonce-" + nonce + "'")
                    .contains("frame-ancestors 'none'"));
    send(request("/f/trial").GET());
    assertThat(last().nonce()).isNotEqualTo(nonce);
  }

  @Test
  void refusesAFormOfAForeignSite() throws Exception {
    HttpResponse<String> refused =
        send(post("/f/trial", "a=b").header("Origin", "https://evil.example"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(visits).isEmpty();
    assertThat(send(post("/f/trial", "a=b").header("Origin", "https://hub.example")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void refusesWhatIsNoForm() throws Exception {
    assertThat(send(post("/f/trial", "a=%zz")).statusCode()).isEqualTo(400);
    assertThat(send(post("/f/trial", "a=" + "x".repeat(70_000))).statusCode()).isEqualTo(413);
    assertThat(
            send(request("/f/trial")
                    .header("Content-Type", "text/plain")
                    .POST(BodyPublishers.ofString("a")))
                .statusCode())
        .isEqualTo(415);
    assertThat(send(request("/f/trial").DELETE()).statusCode()).isEqualTo(405);
  }

  @Test
  void takesTheVisitorsKeyUnlessTheBrowserObjects() throws Exception {
    String key = "0123456789abcdef";
    send(request("/f/trial").header("Cookie", "parley_key=" + key).GET());
    assertThat(last().visitorKey()).contains(key);

    send(request("/f/trial").header("Cookie", "parley_key=" + key).header("Sec-GPC", "1").GET());
    assertThat(last().visitorKey()).isEmpty();
  }

  @Test
  void tellsNothingOfWhatFailedInside() throws Exception {
    answer =
        visit -> {
          throw new IllegalStateException("secret inner state");
        };
    HttpResponse<String> failed = send(request("/f/trial").GET());

    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(failed.body()).doesNotContain("secret");
  }

  @Test
  void asksToComeBackWhenTheHubIsBusy() throws Exception {
    answer =
        visit -> {
          throw new Busy("The bus is full", Duration.ofSeconds(2));
        };
    HttpResponse<String> busy = send(request("/f/trial").GET());

    assertThat(busy.statusCode()).isEqualTo(503);
    assertThat(busy.headers().firstValue("Retry-After")).contains("2");
  }

  @Test
  void leadsOn() throws Exception {
    answer = visit -> new PageAnswer.SeeOther(URI.create("/f/trial/sent"));
    HttpResponse<String> led = send(request("/f/trial").GET());

    assertThat(led.statusCode()).isEqualTo(303);
    assertThat(led.headers().firstValue("Location")).contains("/f/trial/sent");
  }

  private PageVisit last() {
    return visits.get(visits.size() - 1);
  }

  private HttpRequest.Builder request(String path) {
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private HttpRequest.Builder post(String path, String body) {
    return request(path).header("Content-Type", FORM).POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return browser.send(request.build(), BodyHandlers.ofString());
  }

  private final class Page implements PublicPage {
    @Override
    public String prefix() {
      return "f";
    }

    @Override
    public PageAnswer answer(PageVisit visit) {
      visits.add(visit);
      return answer.apply(visit);
    }
  }
}
