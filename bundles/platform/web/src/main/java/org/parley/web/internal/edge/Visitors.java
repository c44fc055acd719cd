// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** What a request tells of the visitor who sends it. */
public final class Visitors {
  /** The cookie that holds the first-party key of a visitor who agreed to be remembered. */
  static final String COOKIE = "parley_key";

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{16,64}");

  private Visitors() {}

  /** The visitor's network address. */
  public static String address(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    boolean bracketed = address.startsWith("[") && address.endsWith("]");
    return bracketed ? address.substring(1, address.length() - 1) : address;
  }

  /** The key from the cookie, unless the browser objects. */
  public static Optional<String> key(HttpServletRequest request) {
    boolean objects =
        "1".equals(request.getHeader("DNT")) || "1".equals(request.getHeader("Sec-GPC"));
    Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
    return objects
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .map(Cookie::getValue)
            .filter(value -> KEY.matcher(value).matches())
            .findFirst();
  }

  static String address(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress a
        ? a.getAddress().getHostAddress()
        : "";
  }

  /** Whether the browser carries Do-Not-Track or Global Privacy Control. */
  static boolean objects(Request request) {
    return "1".equals(request.getHeaders().get("DNT"))
        || "1".equals(request.getHeaders().get("Sec-GPC"));
  }

  /** The key from the cookie, unless the browser objects. */
  static Optional<String> key(Request request) {
    if (!request.getHeaders().contains(HttpHeader.COOKIE) || objects(request)) {
      return Optional.empty();
    }
    List<HttpCookie> cookies = Request.getCookies(request);
    return cookies.stream()
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .map(HttpCookie::getValue)
        .filter(value -> KEY.matcher(value).matches())
        .findFirst();
  }
}
