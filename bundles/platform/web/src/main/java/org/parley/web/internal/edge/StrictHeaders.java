// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
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

  /** Encoded once: they go out with every redirect. */
  private static final List<HttpField> EVERYWHERE =
      List.of(
          field("X-Content-Type-Options", "nosniff"),
          field("Referrer-Policy", "strict-origin-when-cross-origin"),
          field("Cross-Origin-Opener-Policy", "same-origin"),
          field("Cross-Origin-Resource-Policy", "same-origin"),
          field(
              "Permissions-Policy",
              "browsing-topics=(), camera=(), geolocation=(), microphone=()"));

  private static final List<HttpField> USUAL =
      List.of(field("Content-Security-Policy", NOTHING), field("X-Frame-Options", "DENY"));

  private static final List<HttpField> CONSOLE =
      List.of(field("Content-Security-Policy", OWN), field("X-Frame-Options", "SAMEORIGIN"));

  private static final HttpField SECURE =
      field(HttpHeader.STRICT_TRANSPORT_SECURITY.asString(), "max-age=31536000");

  private StrictHeaders() {}

  private static HttpField field(String name, String value) {
    return new PreEncodedHttpField(name, value);
  }

  /**
   * @param answer without any of them yet
   */
  static void add(Request request, HttpFields.Mutable answer) {
    boolean console = request.getHttpURI().getPath().startsWith(FRAMEWORK_CONSOLE);
    EVERYWHERE.forEach(answer::add);
    (console ? CONSOLE : USUAL).forEach(answer::add);
    if (request.isSecure()) {
      answer.add(SECURE);
    }
  }
}
