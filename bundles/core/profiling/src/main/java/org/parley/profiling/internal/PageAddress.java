// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
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
  private static final int LONGEST = 2_000;
  private static final PageAddress NONE = new PageAddress("", "", "");

  static PageAddress of(@Nullable URI url, Place place) {
    String scheme =
        url == null || url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("http") || scheme.equals("https");
    if (url == null || !web || url.getHost() == null || url.toString().length() > LONGEST) {
      place.add(
          "url", "'" + url + "' is no http or https address of at most " + LONGEST + " characters");
      return NONE;
    }
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    String page = scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port + path;
    String query = url.getRawQuery() == null ? "" : url.getRawQuery();
    return new PageAddress(url.getHost(), with(page, query), with(page, tags(query)));
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
