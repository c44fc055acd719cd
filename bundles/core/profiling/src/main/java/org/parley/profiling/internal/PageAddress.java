// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address of a page that was seen.
 *
 * @param whole without its fragment and without a name or password
 * @param bare the same with nothing of its query but the campaign's tags: all else may point at a
 *     person
 */
record PageAddress(String host, String whole, String bare) {
  private static final PageAddress NONE = new PageAddress("", "", "");

  private static final Pattern WEB = Pattern.compile("([hH][tT]{2}[pP][sS]?://[^/?#]*)(.*)");

  /** What browsers leave as it is behind the host although an address must not hold it. */
  private static final Pattern LOOSE =
      Pattern.compile("[^A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;=%]|%(?![0-9A-Fa-f]{2})|\\[|\\]");

  static PageAddress of(@Nullable String url, Place place) {
    Optional<URI> parsed = Optional.ofNullable(url).flatMap(PageAddress::parse);
    if (parsed.isEmpty()) {
      place.add("url", "'" + url + "' is no http or https address");
      return NONE;
    }
    URI page = parsed.get();
    String host = page.getHost().toLowerCase(Locale.ROOT);
    String port = page.getPort() < 0 ? "" : ":" + page.getPort();
    String scheme = page.getScheme().toLowerCase(Locale.ROOT);
    String bare = scheme + "://" + host + port + page.getRawPath();
    String query = page.getRawQuery() == null ? "" : page.getRawQuery();
    return new PageAddress(host, with(bare, query), with(bare, tags(query)));
  }

  /** Empty when it does not lead to a page. */
  static Optional<URI> parse(String url) {
    Matcher web = WEB.matcher(url.strip());
    if (!web.matches()) {
      return Optional.empty();
    }
    String rest = LOOSE.matcher(web.group(2)).replaceAll(PageAddress::escaped);
    try {
      return Optional.of(URI.create(web.group(1) + rest)).filter(page -> page.getHost() != null);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static String escaped(MatchResult loose) {
    StringBuilder escaped = new StringBuilder();
    for (byte each : loose.group().getBytes(StandardCharsets.UTF_8)) {
      escaped.append(String.format(Locale.ROOT, "%%%02X", each));
    }
    return Matcher.quoteReplacement(escaped.toString());
  }

  private static String tags(String query) {
    return Arrays.stream(query.split("&"))
        .filter(parameter -> parameter.toLowerCase(Locale.ROOT).startsWith("utm_"))
        .collect(Collectors.joining("&"));
  }

  private static String with(String page, String query) {
    return query.isEmpty() ? page : page + "?" + query;
  }
}
