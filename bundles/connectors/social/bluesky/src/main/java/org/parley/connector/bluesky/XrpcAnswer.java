// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/** What a server of the AT Protocol answered: its status, and what it says in JSON. */
record XrpcAnswer(int status, JsonObject json) {
  private static final int LONGEST = 300;

  /** An answer that a route let pass. */
  static XrpcAnswer of(Exchange exchange) {
    Message message = exchange.getMessage();
    int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    return new XrpcAnswer(status, read(String.valueOf(message.getBody(String.class))));
  }

  /** What a refused request came to, if the server itself said so. */
  static Optional<XrpcAnswer> of(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof HttpOperationFailedException answered) {
        var json = Jsoner.deserialize(String.valueOf(answered.getResponseBody()), new JsonObject());
        return Optional.of(new XrpcAnswer(answered.getStatusCode(), json));
      }
    }
    return Optional.empty();
  }

  boolean isFine() {
    return status >= 200 && status < 300;
  }

  boolean isCalled(String error) {
    return error.equals(text("error"));
  }

  /**
   * @throws IllegalStateException when it is not there, so that nobody takes the answer for a yes
   */
  String get(String name) {
    return Optional.ofNullable(text(name))
        .orElseThrow(() -> new IllegalStateException("The answer has no '" + name + "'"));
  }

  /**
   * Who must act on a refusal; empty where HTTP's own status says it better. Expired and revoked
   * tokens come with status 400.
   */
  Optional<ParleyException> refusal() {
    if (status != 400 && status != 401 && status != 403) {
      return Optional.empty();
    }
    return Optional.of(
        isOfSignIn()
            ? new ParleyException(Fault.CREDENTIALS, signInRefused())
            : new ParleyException(Fault.INPUT, "Bluesky refused it: " + said()));
  }

  private boolean isOfSignIn() {
    return status != 400
        || isCalled("ExpiredToken")
        || isCalled("InvalidToken")
        || isCalled("AccountTakedown")
        || isCalled("AccountDeactivated");
  }

  private String signInRefused() {
    return isCalled("AuthFactorTokenRequired")
        ? "Bluesky asks for a code by mail, as it does for a main password; enter an app password instead"
        : "Bluesky refused the sign-in: " + said() + "; enter a new app password";
  }

  private String said() {
    String said = Optional.ofNullable(text("message")).orElse("status " + status);
    return said.length() > LONGEST ? said.substring(0, LONGEST) + "…" : said;
  }

  private @Nullable String text(String name) {
    return json.get(name) instanceof String text ? text : null;
  }

  private static JsonObject read(String body) {
    try {
      if (Jsoner.deserialize(body) instanceof JsonObject object) {
        return object;
      }
    } catch (DeserializationException e) {
      throw new IllegalStateException("The answer is no JSON", e);
    }
    throw new IllegalStateException("The answer is no JSON object");
  }
}
