// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.parley.api.Secret;
import org.parley.connector.Token;

/**
 * Signs in. The password is asked for as rarely as can be, because servers let an account sign in
 * some 300 times a day: a session is refreshed, and each refresh token serves once.
 */
final class BlueskySession {
  private final Bluesky.Settings settings;

  BlueskySession(Bluesky.Settings settings) {
    this.settings = settings;
  }

  static boolean canBeRefreshed(Exchange exchange) {
    return last(exchange).flatMap(Token::refresh).isPresent();
  }

  static void refresh(Exchange exchange) {
    Secret refresh = last(exchange).flatMap(Token::refresh).orElseThrow();
    Message message = exchange.getMessage();
    message.setHeader("Authorization", "Bearer " + refresh.reveal());
    message.setHeader(Exchange.HTTP_METHOD, "POST");
    message.setBody(null);
  }

  /** Whether there was no session, or it can no longer be refreshed. */
  static boolean isOver(Exchange exchange) {
    return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class) != 200;
  }

  void begin(Exchange exchange) {
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_METHOD, "POST");
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    message.setBody(
        Map.of(
            "identifier",
            requireNonNull(settings.handle()),
            "password",
            requireNonNull(settings.password()).reveal()));
  }

  static Token token(Exchange exchange) {
    var answer = XrpcAnswer.of(exchange);
    return new Token(
        new Secret(answer.get("accessJwt")),
        Optional.of(new Secret(answer.get("refreshJwt"))),
        Optional.empty(),
        Map.of("did", answer.get("did")));
  }

  private static Optional<Token> last(Exchange exchange) {
    return exchange.getMessage().getBody() instanceof Optional<?> last
        ? last.map(Token.class::cast)
        : Optional.empty();
  }
}
