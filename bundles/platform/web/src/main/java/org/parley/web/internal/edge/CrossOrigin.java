// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.parley.web.internal.rest.Refused;

/** Lets pages of registered sites, and of the hub itself, read the answer. */
final class CrossOrigin {
  private final Request request;
  private final Response response;

  CrossOrigin(Request request, Response response) {
    this.request = request;
    this.response = response;
  }

  /**
   * @param sites the origins of registered sites
   * @throws Refused when another page is asking
   */
  void admit(Set<String> sites) {
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    response.getHeaders().put(HttpHeader.VARY, "Origin");
    if (origin == null) {
      return;
    }
    if (!sites.contains(origin) && !origin.equals(own())) {
      throw new Refused(
          403,
          "Site '%s' is not registered; a marketer can do so under Sites in the console"
              .formatted(origin));
    }
    response.getHeaders().put("Access-Control-Allow-Origin", origin);
    response.getHeaders().put("Access-Control-Allow-Credentials", "true");
    response.getHeaders().put("Cross-Origin-Resource-Policy", "cross-origin");
    if (request.getMethod().equals("OPTIONS")) {
      response.getHeaders().put("Access-Control-Allow-Methods", "POST");
      response.getHeaders().put("Access-Control-Allow-Headers", "content-type");
      response.getHeaders().put("Access-Control-Max-Age", "86400");
    }
  }

  private String own() {
    String host = String.valueOf(request.getHeaders().get(HttpHeader.HOST));
    return request.getHttpURI().getScheme() + "://" + host.toLowerCase(Locale.ROOT);
  }
}
