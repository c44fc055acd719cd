// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

/** A vendor's server for tokens, over real HTTP, as strict as it is told to be. */
final class TokenServer implements AutoCloseable {
  final FaultServer server = new FaultServer().otherwise(this::answer);
  private final Manner manner;
  private final AtomicInteger thefts = new AtomicInteger();
  private int number;
  private int refresh;
  private boolean revoked;

  /** What it makes of a refresh token that comes again. */
  enum Manner {
    /** It serves for ever. */
    STAYS,
    /** The one before the present still serves. */
    LENIENT,
    /** Theft: nothing of this sign-in serves any longer. */
    STRICT
  }

  TokenServer(Manner manner) {
    this.manner = manner;
  }

  String address() {
    return server.address().toString();
  }

  int thefts() {
    return thefts.get();
  }

  /** How often a token was given. */
  synchronized int given() {
    return refresh;
  }

  /** Whether it takes an access token: the last one that it gave. */
  synchronized boolean takes(String access) {
    return !revoked && access.equals("access" + number);
  }

  /** Makes the present access token worthless, as an end of its time does. */
  synchronized void expire() {
    number++;
  }

  private Answer answer(Request request) {
    Map<String, String> form = form(request.body());
    return switch (form.getOrDefault("grant_type", "")) {
      case "refresh_token" -> renew(form.getOrDefault("refresh_token", ""));
      case "authorization_code" -> first();
      default -> Answer.of(400, "{\"error\":\"unsupported_grant_type\"}");
    };
  }

  synchronized Answer first() {
    revoked = false;
    return give();
  }

  private synchronized Answer renew(String shown) {
    boolean present = shown.equals("refresh" + refresh);
    boolean former = shown.equals("refresh" + (refresh - 1));
    boolean serves = present || manner == Manner.STAYS || (manner == Manner.LENIENT && former);
    if (!serves && manner == Manner.STRICT) {
      revoked = true;
      thefts.incrementAndGet();
    }
    return serves && !revoked
        ? give()
        : Answer.of(400, "{\"error\":\"invalid_grant\",\"error_description\":\"used\"}");
  }

  private Answer give() {
    number++;
    refresh++;
    return Answer.of(
        200,
        """
        {"access_token":"access%d","refresh_token":"refresh%d","token_type":"bearer","expires_in":3600,
         "scope":"read write"}"""
            .formatted(number, refresh));
  }

  static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
  }
}
