// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.api.security.Caller;
import org.parley.api.security.SignIn;

/**
 * One request on its way through the console.
 *
 * @param trace by which the log and the error page name the same failure
 */
record Turn(
    HttpServletRequest request,
    HttpServletResponse response,
    Words words,
    SignIn.@Nullable Session session,
    List<String> parts,
    String trace) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  static Turn of(HttpServletRequest request, HttpServletResponse response, Doors doors) {
    byte[] id = new byte[16];
    RANDOM.nextBytes(id);
    List<String> parts = Console.parts(request);
    boolean asset = !parts.isEmpty() && parts.get(0).equals("assets");
    SignIn.Session session = asset ? null : doors.find(request).orElse(null);
    Words words = new Words(Browser.language(request));
    return new Turn(request, response, words, session, parts, HexFormat.of().formatHex(id));
  }

  Turn with(HttpServletRequest other) {
    return new Turn(other, response, words, session, parts, trace);
  }

  /** Whether the browser wants to be told when the page changes. */
  boolean listens() {
    return request.getMethod().equals("GET")
        && String.valueOf(request.getHeader("Accept")).contains("text/event-stream");
  }

  /** What the browser must keep to, whatever the page holds. */
  void protect() {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Request-Id", trace);
  }

  boolean isPost() {
    return request.getMethod().equals("POST");
  }

  String first() {
    return parts.isEmpty() ? "" : parts.get(0);
  }

  String second() {
    return parts.size() < 2 ? "" : parts.get(1);
  }

  String path() {
    return String.join("/", parts);
  }

  Caller caller() {
    return requireNonNull(session).caller();
  }

  String field(String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value;
  }

  /** The address of what is shown, to come back to. */
  String here() {
    if (isPost()) {
      return "/console/" + path();
    }
    String query = request.getQueryString();
    String path = request.getRequestURI();
    return query == null ? path : path + "?" + query;
  }
}
