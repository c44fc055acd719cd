// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the request's headers and address make of an answer. */
final class Conditions {
  private final HttpServletRequest request;

  Conditions(HttpServletRequest request) {
    this.request = request;
  }

  Answer apply(Answer answer) {
    String tag = answer.headers().get("ETag");
    String known = request.getHeader("If-None-Match");
    if (tag != null && known != null && reads() && matches(known, tag)) {
      return new Answer(304, answer.headers(), answer.mediaType(), null);
    }
    return answer.next().map(next -> answer.with("Link", link(next))).orElse(answer);
  }

  private boolean reads() {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  private static boolean matches(String known, String tag) {
    return Arrays.stream(known.split(","))
        .map(String::trim)
        .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
  }

  private String link(String next) {
    String kept = kept(request.getQueryString());
    String cursor = "cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    return "<%s?%s%s>; rel=\"next\"".formatted(request.getRequestURI(), kept, cursor);
  }

  private static String kept(@Nullable String query) {
    return Arrays.stream(query == null ? new String[0] : query.split("&"))
        .filter(pair -> !pair.startsWith("cursor="))
        .map(pair -> pair + "&")
        .collect(Collectors.joining());
  }
}
