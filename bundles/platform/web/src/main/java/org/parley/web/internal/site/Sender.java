// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.site;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where a posted form comes from. A browser tells by itself, so no token and no cookie is needed; a
 * program that tells nothing, such as a mail provider's one-click unsubscribe, carries nobody's
 * session that could be misused.
 */
final class Sender {
  private final String known;

  /**
   * @param publicUrl the hub's own address, which a proxy may not hand on
   */
  Sender(URI publicUrl) {
    this.known = publicUrl.getScheme() + "://" + publicUrl.getAuthority();
  }

  /** Whether the page of a foreign site has sent it. */
  boolean isForeign(HttpServletRequest request, Set<String> sites) {
    String origin = request.getHeader("Origin");
    if (origin != null && isKnown(origin, request, sites)) {
      return false;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    return origin != null;
  }

  private boolean isKnown(String origin, HttpServletRequest request, Set<String> sites) {
    return sites.contains(origin) || origin.equals(known) || origin.equals(own(request));
  }

  private static String own(HttpServletRequest request) {
    String host = String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT);
    return request.getScheme() + "://" + host;
  }
}
