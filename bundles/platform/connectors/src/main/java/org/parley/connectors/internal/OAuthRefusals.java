// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.parley.connector.SignInRefused.Reason.APP;
import static org.parley.connector.SignInRefused.Reason.EXPIRED;
import static org.parley.connector.SignInRefused.Reason.REVOKED;
import static org.parley.connector.SignInRefused.Reason.SCOPE;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.connector.SignInRefused;
import org.parley.connectors.internal.Vendor.Reply;

/**
 * Tells from the class of an OAuth error, never from its words, why a sign-in is not taken: of what
 * an endpoint for tokens answers (RFC 6749, 5.2) and of what a protected one does (RFC 6750, 3.1).
 */
final class OAuthRefusals {
  private static final int SHOWN = 200;
  private static final Pattern ERROR = Pattern.compile("\\berror\\s*=\\s*\"?([A-Za-z_]+)\"?");
  private static final Pattern SCOPES = Pattern.compile("\\bscope\\s*=\\s*\"([^\"]*)\"");

  private OAuthRefusals() {}

  /** Why there is no token in an answer. */
  static CallFailed ofTokenAnswer(Reply reply, String system, Instant now) {
    String error = reply.text("/error").orElseGet(() -> classOfMeta(reply));
    String said = said(reply, error);
    return switch (error) {
      case "invalid_grant",
          "interaction_required",
          "login_required",
          "consent_required",
          "access_denied",
          "expired_token" ->
          failed(
              new SignInRefused(REVOKED, system + " does not take this sign-in any longer" + said));
      case "invalid_client", "unauthorized_client" ->
          failed(new SignInRefused(APP, system + " does not take the app's id or secret" + said));
      case "invalid_scope", "insufficient_scope" ->
          failed(new SignInRefused(SCOPE, system + " does not grant all rights" + said));
      case "server_error", "temporarily_unavailable", "slow_down", "authorization_pending" ->
          failed(remote(reply, system + " gives no token at the moment" + said, now));
      default -> ofStatus(reply, system, said, now);
    };
  }

  /** The class where an error is an object with a number, as those of Meta's systems are. */
  private static String classOfMeta(Reply reply) {
    if (reply.text("/error/type").filter("OAuthException"::equals).isEmpty()) {
      return "";
    }
    return switch (reply.text("/error/code").orElse("")) {
      case "102", "190", "463", "467" -> "invalid_grant";
      case "101" -> "invalid_client";
      case "3", "10", "200" -> "insufficient_scope";
      case "1", "2", "4", "17", "341", "613" -> "temporarily_unavailable";
      default -> "";
    };
  }

  /**
   * Of an answer without a class. A bar of 403 is not an answer to OAuth (RFC 6749, 5.2): what
   * stands before the system says it for a while, and the sign-in is none the worse.
   */
  private static CallFailed ofStatus(Reply reply, String system, String said, Instant now) {
    String message = system + " gave no token and answered " + reply.status() + said;
    if (reply.isFine()) {
      return new CallFailed(new ParleyException(Fault.REMOTE, message), true);
    }
    Fault fault = Classification.faultOf(reply.status());
    boolean barred = reply.status() == 403;
    if (fault == Fault.REMOTE || barred) {
      boolean refused = reply.status() < 500;
      return new CallFailed(remote(reply, message, now), !refused);
    }
    return failed(
        reply.status() == 401
            ? new SignInRefused(REVOKED, message)
            : new ParleyException(Fault.SETTINGS, message));
  }

  private static ParleyException remote(Reply reply, String message, Instant now) {
    return RetryAfter.of(reply.status(), reply.headers(), now)
        .map(wait -> ParleyException.retryAfter(wait, message))
        .orElseGet(() -> new ParleyException(Fault.REMOTE, message));
  }

  private static CallFailed failed(ParleyException failure) {
    return new CallFailed(failure, false);
  }

  /** What it says for people, beside its class. */
  private static String said(Reply reply, String error) {
    String text =
        reply.text("/error_description").or(() -> reply.text("/error/message")).orElse(error);
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.isEmpty()) {
      return "";
    }
    return ": " + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line);
  }

  /**
   * Why a protected address does not take a request, as the header {@code WWW-Authenticate} has it.
   */
  static Optional<SignInRefused> ofChallenge(String challenge, String message, Throwable answered) {
    Matcher error = ERROR.matcher(challenge);
    if (!error.find()) {
      return Optional.empty();
    }
    return switch (String.valueOf(error.group(1))) {
      case "invalid_token", "use_dpop_nonce", "invalid_dpop_proof", "token_rejected" ->
          Optional.of(new SignInRefused(EXPIRED, message, answered));
      case "insufficient_scope" ->
          Optional.of(new SignInRefused(SCOPE, message + missing(challenge), answered));
      default -> Optional.empty();
    };
  }

  private static String missing(String challenge) {
    Matcher scopes = SCOPES.matcher(challenge);
    return scopes.find() ? "; it wants '" + scopes.group(1) + "'" : "";
  }
}
