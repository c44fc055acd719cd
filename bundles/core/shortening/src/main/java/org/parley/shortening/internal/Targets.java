// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.parley.api.InvalidInput;
import org.parley.api.web.WebTarget;

/** Where links may lead, and how they lead to the hub's own pages. */
final class Targets {
  private static final String ARRIVAL = "pl";

  private final Domains domains;

  Targets(Domains domains) {
    this.domains = domains;
  }

  /**
   * Reads a target.
   *
   * @param field what to blame in a refusal
   * @throws InvalidInput blaming the field, when no link may lead there
   */
  URI read(String field, String text) {
    URI target = WebTarget.read(field, text).address();
    if (domains.isOwn(target) && mayBeShortLink(target.getPath())) {
      throw new InvalidInput(
          field, "'" + target + "' is itself a short link; give the address that it leads to");
    }
    return target;
  }

  /**
   * The address to send a browser to. A page of the hub's own learns by which link somebody
   * arrives, and nothing about who; all other pages are asked for exactly as they were given.
   */
  URI address(URI target, String slug) {
    return domains.isOwn(target) ? withArrival(target, slug) : target;
  }

  private static boolean mayBeShortLink(String path) {
    String segment = path.replaceAll("^/|/$", "");
    return Slugs.lookUp(segment).isPresent() && !Slugs.isReserved(segment);
  }

  private static URI withArrival(URI target, String slug) {
    String query = target.getRawQuery() == null ? "" : target.getRawQuery();
    String others =
        Arrays.stream(query.split("&"))
            .filter(pair -> !pair.isEmpty() && !pair.startsWith(ARRIVAL + "="))
            .map(pair -> pair + "&")
            .collect(Collectors.joining());
    String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
    String fragment = target.getRawFragment() == null ? "" : "#" + target.getRawFragment();
    String page = target.getScheme() + "://" + target.getRawAuthority() + path;
    return URI.create(page + "?" + others + ARRIVAL + "=" + slug + fragment);
  }
}
