// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Origins as browsers send them. */
final class Origins {
  private Origins() {}

  /** Scheme, host and port of an address of a site, empty when it has none or more than these. */
  static Optional<String> of(String text) {
    try {
      URI uri = new URI(text.strip());
      boolean bare =
          (uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/"))
              && uri.getQuery() == null
              && uri.getFragment() == null
              && uri.getUserInfo() == null;
      return bare && uri.getHost() != null
          ? Optional.of(origin(uri)).filter(Origins::isWeb)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isWeb(String origin) {
    return origin.startsWith("http://") || origin.startsWith("https://");
  }

  private static String origin(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
  }
}
