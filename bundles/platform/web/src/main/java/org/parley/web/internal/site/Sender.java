// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;

/**
 * Where a posted form comes from. A browser tells by itself, so no token and no cookie is needed; a
 * program that tells nothing, such as a mail provider's one-click unsubscribe, carries nobody's
 * session that could be misused.
 */
final class Sender {
  private Sender() {}

  /** Whether the page of a foreign site has sent it. */
  static boolean isForeign(HttpServletRequest request, Set<String> sites) {
    String origin = request.getHeader("Origin");
    if (origin != null && (sites.contains(origin) || origin.equals(own(request)))) {
      return false;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    return origin != null;
  }

  private static String own(HttpServletRequest request) {
    String host = String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT);
    return request.getScheme() + "://" + host;
  }
}
