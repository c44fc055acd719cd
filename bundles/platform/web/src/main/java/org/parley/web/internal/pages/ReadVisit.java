// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.api.web.PageVisit;

/**
 * Reads a request for a public page: bounded, decoded, and not posted by a page of a foreign site.
 */
final class ReadVisit {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_FIELDS = 200;
  private static final String COOKIE = "parley_key";
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{16,64}");
  private static final List<String> HEADERS =
      List.of("user-agent", "accept-language", "referer", "dnt", "sec-gpc");

  private final String prefix;
  private final URI publicUrl;

  ReadVisit(String prefix, URI publicUrl) {
    this.prefix = prefix;
    this.publicUrl = publicUrl;
  }

  PageVisit visit(HttpServletRequest request, String nonce) {
    PageVisit.Method method = method(request);
    Map<String, List<String>> form = Map.of();
    if (method == PageVisit.Method.POST) {
      refuseForeign(request);
      form = fields(body(request));
    }
    Map<String, String> headers = headers(request);
    return new PageVisit(
        method,
        path(request),
        fields(Optional.ofNullable(request.getQueryString()).orElse("")),
        form,
        headers,
        request.getRemoteAddr(),
        visitorKey(request, headers),
        publicUrl,
        nonce,
        Instant.now());
  }

  private static PageVisit.Method method(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "GET", "HEAD" -> PageVisit.Method.GET;
      case "POST" -> PageVisit.Method.POST;
      default -> throw new Refusal(405, "This page can be read and filled in, nothing else");
    };
  }

  /**
   * A browser says which site a form comes from; programs that say nothing are no browser with
   * somebody's cookies.
   */
  private void refuseForeign(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    String own = request.getScheme() + "://" + request.getHeader("Host");
    String known = publicUrl.getScheme() + "://" + publicUrl.getAuthority();
    if (origin != null && !origin.equalsIgnoreCase(own) && !origin.equalsIgnoreCase(known)) {
      throw new Refusal(403, "This form was sent from another site");
    }
  }

  private String path(HttpServletRequest request) {
    String path = Optional.ofNullable(request.getPathInfo()).orElse("");
    String whole = request.getServletPath() + path;
    String rest = whole.substring(Math.min(whole.length(), prefix.length() + 1));
    return rest.startsWith("/") ? rest.substring(1) : rest;
  }

  private static String body(HttpServletRequest request) {
    String type = Optional.ofNullable(request.getContentType()).orElse("");
    if (!type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
      throw new Refusal(415, "A form is expected");
    }
    try {
      byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new Refusal(413, "What was entered is too long");
      }
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Refusal(400, "What was entered is not in UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, List<String>> fields(String encoded) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    if (encoded.isEmpty()) {
      return fields;
    }
    String[] pairs = encoded.split("&");
    if (pairs.length > MOST_FIELDS) {
      throw new Refusal(400, "There are too many fields");
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      fields.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
    return fields;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, UTF_8).replace("\r\n", "\n");
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "What was entered is not encoded as a form");
    }
  }

  private static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    for (String name : HEADERS) {
      @Nullable String value = request.getHeader(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    return headers;
  }

  private static Optional<String> visitorKey(
      HttpServletRequest request, Map<String, String> headers) {
    boolean objects = "1".equals(headers.get("dnt")) || "1".equals(headers.get("sec-gpc"));
    Cookie[] cookies = request.getCookies();
    if (objects || cookies == null) {
      return Optional.empty();
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(COOKIE) && KEY.matcher(cookie.getValue()).matches()) {
        return Optional.of(cookie.getValue());
      }
    }
    return Optional.empty();
  }
}
