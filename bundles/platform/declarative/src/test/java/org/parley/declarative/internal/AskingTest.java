// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.connectors.Proof;
import org.parley.api.web.Fetcher;

/** What a request of a manifest comes to. */
class AskingTest {
  private static final String STEP =
      """
            - post: /posts
              headers: {Idempotency-Key: "${key}"}
              json: |
                {"text": post.text}
      """;

  private static final String KEY =
      "  key: {header: Authorization, value: \"Bearer ${settings.token}\"}\n";

  private static final String OAUTH1 =
      """
        oauth1:
          request: https://example.org/request
          authorize: https://example.org/authorize
          access: https://example.org/access
          client: {app: entered}
      """;

  private final Map<String, Object> document = new LinkedHashMap<>();

  @Test
  void fillsAddressHeadersAndBody() throws Exception {
    document.put("key", "k1");
    document.put("post", Map.of("text", "Hi \"there\""));

    Message asked = ask(STEP);

    assertThat(asked.getHeader(Exchange.HTTP_URI)).isEqualTo("https://api.example.org/posts");
    assertThat(asked.getHeader(Exchange.HTTP_METHOD)).isEqualTo("POST");
    assertThat(asked.getHeader("Authorization")).isEqualTo("Bearer s3cret");
    assertThat(asked.getHeader("Idempotency-Key")).isEqualTo("k1");
    assertThat(asked.getHeader("Left")).isNull();
    assertThat(body(asked)).isEqualTo("{\"text\":\"Hi \\\"there\\\"\"}");
  }

  @Test
  void escapesWhatFillsAPathAndLeavesOutWhatIsNotThere() throws Exception {
    document.put("id", "a/b c?d");

    Message asked =
        ask("        - get: /posts/${id}\n          query: {after: \"${cursor}\", q: \"${id}\"}\n");

    assertThat(asked.getHeader(Exchange.HTTP_URI))
        .isEqualTo("https://api.example.org/posts/a%2Fb%20c%3Fd");
    assertThat(asked.getHeader(Exchange.HTTP_QUERY)).isEqualTo("q=a%2Fb%20c%3Fd");
    assertThat(asked.getBody()).isNull();
  }

  @Test
  void sendsAForm() throws Exception {
    document.put("text", "a&b=c ü");

    Message asked =
        ask("        - post: /f\n          form: {t: \"${text}\", gone: \"${x}\", n: 5}\n");

    assertThat(body(asked)).isEqualTo("t=a%26b%3Dc%20%C3%BC&n=5");
    assertThat(asked.getHeader(Exchange.CONTENT_TYPE))
        .isEqualTo("application/x-www-form-urlencoded");
  }

  @Test
  void namesWhatAFormSaysWhereThatIsSigned() throws Exception {
    document.put("text", "a&b");
    String step = "        - post: /f\n          form: {t: \"${text}\"}\n";

    assertThat(ask(step).getHeader(Proof.Signature.SIGNED)).isNull();
    assertThat(ask(OAUTH1, step).getHeader(Proof.Signature.SIGNED)).isEqualTo("t=a%26b");
  }

  @Test
  void showsTheSignInToItsOwnHostAlone() throws Exception {
    document.put("made", Map.of("url", "https://uploads.example.net/u?sig=1"));

    Message asked = ask("        - put: ${made.url}\n          query: {part: 1}\n");

    assertThat(asked.getHeader(Exchange.HTTP_URI)).isEqualTo("https://uploads.example.net/u");
    assertThat(asked.getHeader(Exchange.HTTP_QUERY)).isEqualTo("sig=1&part=1");
    assertThat(asked.getHeader("Authorization")).isNull();
    assertThat(
            ask("        - put: ${made.url}\n          sendSignIn: true\n")
                .getHeader("Authorization"))
        .isEqualTo("Bearer s3cret");
  }

  @Test
  void asksTheGateAboutWhatTheSystemNames() {
    document.put("made", Map.of("url", "https://10.0.0.1/u"));

    assertThatThrownBy(() -> ask("        - put: ${made.url}\n"))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.fault()).isEqualTo(Fault.SETTINGS));
  }

  @Test
  void leadsNowhereElseByWhatFillsItsStart() throws Exception {
    document.put("next", ".evil.example/x");

    assertThat(ask("        - get: ${next}\n").getHeader(Exchange.HTTP_URI))
        .isEqualTo("https://api.example.org/.evil.example/x");
  }

  @Test
  void letsNoValueBeginAnotherHeader() {
    document.put("key", "a\r\nX: y");

    assertThatThrownBy(
            () -> ask("        - get: /p\n          headers: {Idempotency-Key: \"${key}\"}\n"))
        .hasMessageContaining("line break");
  }

  private static String body(Message message) {
    return new String((byte[]) message.getBody(), UTF_8);
  }

  private Message ask(String step) throws Exception {
    return ask(KEY, step);
  }

  private Message ask(String signIn, String step) throws Exception {
    String text = ReadManifestTest.SMALL.replace(STEP, step).replace(KEY, signIn);
    Manifest manifest = ReadManifest.read(text, name -> exchange -> {});
    Step.Request request =
        (Step.Request) manifest.sinks().values().iterator().next().steps().get(0).ask();
    try (var context = new DefaultCamelContext()) {
      Exchange exchange = new DefaultExchange(context);
      Conversation conversation = Conversation.begin(exchange);
      exchange.getMessage().setHeader("Left", "by the last answer");
      conversation.put("settings", Map.of("token", "s3cret"));
      document.forEach(conversation::put);
      new Asking(request, manifest, new Gate()).process(exchange);
      return exchange.getMessage();
    }
  }

  /** Lets nobody into the network 10.0.0.0/8. */
  private static final class Gate implements Fetcher {
    @Override
    public Fetched fetch(Wanted wanted) {
      throw new IllegalStateException("Nothing is fetched");
    }

    @Override
    public void check(URI address) {
      if (address.getHost().startsWith("10.")) {
        throw new InvalidInput("address", "Is private");
      }
    }
  }
}
