// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** What every answer says to browsers; a page that needs more puts its own in place. */
final class StrictHeaders {
  private static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** The framework's own console was made before content security policies. */
  private static final String OWN =
      "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; base-uri 'none'; frame-ancestors 'self'";

  private static final String FRAMEWORK_CONSOLE = "/system/";

  private StrictHeaders() {}

  static void put(Request request, HttpFields.Mutable answer) {
    boolean console = request.getHttpURI().getPath().startsWith(FRAMEWORK_CONSOLE);
    answer.put("Content-Security-Policy", console ? OWN : NOTHING);
    answer.put("X-Content-Type-Options", "nosniff");
    answer.put("X-Frame-Options", console ? "SAMEORIGIN" : "DENY");
    answer.put("Referrer-Policy", "strict-origin-when-cross-origin");
    answer.put("Cross-Origin-Opener-Policy", "same-origin");
    answer.put("Cross-Origin-Resource-Policy", "same-origin");
    answer.put(
        "Permissions-Policy", "browsing-topics=(), camera=(), geolocation=(), microphone=()");
    if (request.isSecure()) {
      answer.put(HttpHeader.STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
  }
}
