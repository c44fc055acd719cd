// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.Busy;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Webhooks;

class HookServletTest implements Webhooks {
  private static final UUID ACCOUNT = UUID.randomUUID();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final List<String> taken = new ArrayList<>();
  private @Nullable RuntimeException failure;

  @BeforeEach
  void start() throws Exception {
    var context = new ServletContextHandler("/");
    context.addServlet(new ServletHolder(new HookServlet(this)), "/hooks/*");
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Override
  public Answer receive(UUID account, Call call) {
    if (failure != null) {
      throw failure;
    }
    if (call.method().equals("GET")) {
      return Answer.text(call.query().getOrDefault("hub.challenge", "") + " " + call.search());
    }
    taken.add(
        account + " " + call.headers().get("x-signature") + " " + new String(call.body(), UTF_8));
    return Answer.HEARD;
  }

  @Test
  void handsOverTheVeryBytesWithTheHeadersInLowerCase() throws Exception {
    assertThat(post("/hooks/" + ACCOUNT, "{\"text\":\"ü\"}").statusCode()).isEqualTo(204);

    assertThat(taken).containsExactly(ACCOUNT + " abc {\"text\":\"ü\"}");
  }

  @Test
  void answersEachRefusalWithItsStatus() throws Exception {
    assertThat(statusOf(new NotFound("webhook", ACCOUNT))).isEqualTo(404);
    assertThat(statusOf(new ParleyException(Fault.CREDENTIALS, "Forged"))).isEqualTo(401);
    assertThat(statusOf(new InvalidInput("body", "Odd"))).isEqualTo(422);
    assertThat(statusOf(new ParleyException(Fault.HUB, "Down"))).isEqualTo(503);
    assertThat(statusOf(new IllegalStateException("Secret detail"))).isEqualTo(500);
  }

  @Test
  void tellsWhenToComeBack() throws Exception {
    failure = new Busy("Too much", Duration.ofSeconds(7));

    var answer = post("/hooks/" + ACCOUNT, "{}");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("7");
  }

  @Test
  void passesOnWhenTheOtherSideWantsToBeAskedAgain() throws Exception {
    failure = ParleyException.retryAfter(Duration.ofSeconds(90), "Its key server rests");

    var answer = post("/hooks/" + ACCOUNT, "{}");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("90");
  }

  @Test
  void refusesWhatIsTooLargeAndWhatIsNoAccount() throws Exception {
    assertThat(post("/hooks/" + ACCOUNT, "x".repeat((1 << 20) + 1)).statusCode()).isEqualTo(413);
    assertThat(post("/hooks/nobody", "{}").statusCode()).isEqualTo(404);
    assertThat(post("/hooks", "{}").statusCode()).isEqualTo(404);
    assertThat(taken).isEmpty();
  }

  @Test
  void tellsWhatIsWrongAsTheRestInterfaceDoes() throws Exception {
    failure = new InvalidInput("changes[1].lead", "is missing");

    var answer = post("/hooks/" + ACCOUNT, "{}");

    String trace = answer.headers().firstValue("X-Request-Id").orElseThrow();
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body())
        .contains("\"title\":\"The input is not valid\"", "\"trace\":\"" + trace + "\"")
        .contains("{\"pointer\":\"#/changes/1/lead\",\"detail\":\"is missing\"}");
  }

  @Test
  void answersWhatIsAskedBeforeTheFirstCall() throws Exception {
    String search = "hub.mode=subscribe&hub.challenge=a%20b";

    var answer = send("GET", "/hooks/" + ACCOUNT + "?" + search, "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(answer.body()).isEqualTo("a b " + search);
  }

  @Test
  void readsNoFormBeforeItsSignatureIsVerified() throws Exception {
    post("/hooks/" + ACCOUNT + "?token=t", "mandrill_events=%5B%5D");

    assertThat(taken).containsExactly(ACCOUNT + " abc mandrill_events=%5B%5D");
  }

  @Test
  void isForGetAndPostAlone() throws Exception {
    for (String method : List.of("PUT", "OPTIONS")) {
      var answer = send(method, "/hooks/" + ACCOUNT, "");

      assertThat(answer.statusCode()).as(method).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).hasValue("GET, POST");
      assertThat(answer.body()).contains("\"status\":405");
    }
    assertThat(taken).isEmpty();
  }

  private int statusOf(RuntimeException thrown) throws Exception {
    failure = thrown;
    var answer = post("/hooks/" + ACCOUNT, "{}");
    assertThat(answer.body())
        .contains("\"status\":" + answer.statusCode())
        .doesNotContain("Secret");
    return answer.statusCode();
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send("POST", path, body);
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path))
            .header("X-Signature", "abc")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
