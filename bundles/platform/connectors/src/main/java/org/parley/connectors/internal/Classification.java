// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.parley.api.Fault.CREDENTIALS;
import static org.parley.api.Fault.HUB;
import static org.parley.api.Fault.INPUT;
import static org.parley.api.Fault.REMOTE;
import static org.parley.api.Fault.SETTINGS;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.connector.SignInRefused;

/**
 * Tells from a failure who must act and whether the system may have done what it was asked for all
 * the same.
 */
final class Classification {
  private static final int BODY_SHOWN = 200;

  private Classification() {}

  /**
   * @param system its name, for the sentence to the person
   * @param sent whether anything had left the hub
   */
  static CallFailed of(Throwable failure, String system, boolean sent, Instant now) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof CallFailed known) {
        return known;
      }
      if (each instanceof ParleyException known) {
        return new CallFailed(known, false);
      }
      if (each instanceof HttpOperationFailedException answered) {
        return ofStatus(answered, system, now);
      }
      if (neverArrived(each)) {
        return new CallFailed(
            new ParleyException(REMOTE, system + " cannot be reached: " + words(each), each),
            false);
      }
      if (each instanceof IOException && !(each instanceof JsonProcessingException)) {
        return new CallFailed(
            new ParleyException(REMOTE, system + " broke off: " + words(each), each), true);
      }
    }
    return sent
        ? new CallFailed(
            new ParleyException(
                REMOTE, system + " answered what cannot be understood: " + words(failure), failure),
            true)
        : new CallFailed(
            new ParleyException(
                HUB, "The connector for " + system + " failed: " + words(failure), failure),
            false);
  }

  private static CallFailed ofStatus(
      HttpOperationFailedException answer, String system, Instant now) {
    int status = answer.getStatusCode();
    String message =
        system + " answered with status '" + status + "'" + excerpt(answer.getResponseBody());
    Optional<SignInRefused> notTaken =
        challenge(answer).flatMap(said -> OAuthRefusals.ofChallenge(said, message, answer));
    if (notTaken.isPresent() && (status == 401 || status == 403)) {
      return new CallFailed(notTaken.get(), false);
    }
    Fault fault = faultOf(status);
    if (fault != REMOTE) {
      return new CallFailed(new ParleyException(fault, message, answer), false);
    }
    Optional<Duration> pause = RetryAfter.of(status, answer.getResponseHeaders(), now);
    ParleyException failure =
        pause
            .map(wait -> ParleyException.retryAfter(wait, message))
            .orElseGet(() -> new ParleyException(REMOTE, message, answer));
    return new CallFailed(failure, status >= 500);
  }

  private static Optional<String> challenge(HttpOperationFailedException answer) {
    return answer.getResponseHeaders().entrySet().stream()
        .filter(header -> "WWW-Authenticate".equalsIgnoreCase(header.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  static Fault faultOf(int status) {
    return switch (status) {
      case 401, 403 -> CREDENTIALS;
      case 402, 404, 407, 410 -> SETTINGS;
      case 408, 425, 429 -> REMOTE;
      case 501, 505 -> SETTINGS;
      default -> status >= 500 ? REMOTE : status >= 400 ? INPUT : SETTINGS;
    };
  }

  private static boolean neverArrived(Throwable failure) {
    return failure instanceof ConnectException
        || failure instanceof UnknownHostException
        || failure instanceof NoRouteToHostException
        || failure instanceof SSLHandshakeException
        || failure instanceof GeneralSecurityException
        || failure.getClass().getSimpleName().endsWith("ConnectTimeoutException");
  }

  private static String excerpt(String body) {
    if (body == null || body.isBlank()) {
      return "";
    }
    String line = body.strip().replaceAll("\\s+", " ");
    return ": " + (line.length() > BODY_SHOWN ? line.substring(0, BODY_SHOWN) + "…" : line);
  }

  private static String words(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
