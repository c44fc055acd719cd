// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a browser brings along and what it is asked to keep. */
final class Browser {
  static final String LANGUAGE = "parley_language";
  static final String SESSION = "parley_session";

  private static final String ZONE = "parley_zone";
  private static final int YEAR = 365 * 24 * 60 * 60;

  private Browser() {}

  static Optional<String> cookie(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    return Arrays.stream(cookies == null ? new Cookie[0] : cookies)
        .filter(cookie -> cookie.getName().equals(name))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /** Keeps the session until the browser ends or the hub ends the session. */
  static void keepSession(HttpServletRequest request, HttpServletResponse response, String token) {
    Cookie cookie = cookie(request, response, SESSION, token);
    cookie.setHttpOnly(true);
    cookie.setMaxAge(token.isEmpty() ? 0 : -1);
    response.addCookie(cookie);
  }

  static void keepLanguage(
      HttpServletRequest request, HttpServletResponse response, String language) {
    Cookie cookie = cookie(request, response, LANGUAGE, language);
    cookie.setMaxAge(YEAR);
    response.addCookie(cookie);
  }

  private static Cookie cookie(
      HttpServletRequest request, HttpServletResponse response, String name, String value) {
    Cookie cookie = new Cookie(name, value);
    cookie.setPath("/console");
    cookie.setSecure(request.isSecure());
    cookie.setAttribute("SameSite", "Strict");
    return cookie;
  }

  /** The language that was chosen, or else the first one that the browser asks for and we have. */
  static Locale language(HttpServletRequest request) {
    Optional<String> chosen = cookie(request, LANGUAGE);
    if (chosen.isPresent()) {
      return chosen.get().equals("de") ? Locale.GERMAN : Locale.ENGLISH;
    }
    for (var asked = request.getLocales(); asked.hasMoreElements(); ) {
      Locale locale = asked.nextElement();
      if (locale.getLanguage().equals("de") || locale.getLanguage().equals("en")) {
        return locale;
      }
    }
    return Locale.ENGLISH;
  }

  /** The zone that the browser told; UTC before it has. */
  static ZoneId zone(HttpServletRequest request) {
    try {
      return cookie(request, ZONE).map(ZoneId::of).orElse(ZoneOffset.UTC);
    } catch (DateTimeException unknown) {
      return ZoneOffset.UTC;
    }
  }

  /** Whether a page of another site has sent this request. */
  static boolean isForeign(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return false;
    }
    try {
      return !String.valueOf(URI.create(origin).getAuthority()).equals(request.getHeader("Host"));
    } catch (IllegalArgumentException malformed) {
      return true;
    }
  }

  /** An address within the console, or else its first page. */
  static String within(String address) {
    boolean ours = address.equals("/console") || address.startsWith("/console/");
    boolean plain = address.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
    return ours && plain ? address : "/console/";
  }
}
