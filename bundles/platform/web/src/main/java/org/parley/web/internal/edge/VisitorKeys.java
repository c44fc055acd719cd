// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.parley.api.interactions.NewVisit;

/**
 * Gives a visitor who agreed to be remembered a first-party key, and takes it back from one who no
 * longer agrees.
 */
final class VisitorKeys {
  private static final Duration REMEMBERED = Duration.ofDays(395);
  private static final int BYTES = 18;

  private final SecureRandom random = new SecureRandom();

  /**
   * @param sent what the collector is told
   * @param consents whether the visitor agreed to be remembered
   */
  record Key(Optional<String> sent, boolean consents) {}

  Key choose(Request request, NewVisit visit) {
    boolean consents = !"none".equals(visit.consent()) && !Visitors.objects(request);
    if (!consents) {
      return new Key(Optional.empty(), false);
    }
    String key =
        Visitors.key(request).or(() -> Optional.ofNullable(visit.visitor())).orElseGet(this::mint);
    return new Key(Optional.of(key), true);
  }

  /** Sets or ends the cookie, once what was reported has been taken. */
  void hand(Key key, Request request, Response response) {
    if (key.consents()) {
      key.sent().ifPresent(value -> put(value, REMEMBERED, request, response));
    } else if (Request.getCookies(request).stream()
        .anyMatch(cookie -> cookie.getName().equals(Visitors.COOKIE))) {
      put("", Duration.ZERO, request, response);
    }
  }

  private static void put(String value, Duration age, Request request, Response response) {
    Response.addCookie(
        response,
        HttpCookie.build(Visitors.COOKIE, value)
            .path("/")
            .maxAge(age.toSeconds())
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite(HttpCookie.SameSite.LAX)
            .build());
  }

  private String mint() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
