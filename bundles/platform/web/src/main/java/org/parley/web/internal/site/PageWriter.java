// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.api.Busy;
import org.parley.api.InvalidInput;
import org.parley.api.web.Markup;
import org.parley.api.web.PageAnswer;
import org.parley.web.internal.edge.Notice;

/** Writes what a page answers, with headers that let run only what carries the nonce. */
final class PageWriter {
  private static final String HTML = "text/html;charset=utf-8";
  private static final String POLICY =
      "default-src 'none'; script-src 'nonce-%1$s' 'self'; style-src 'nonce-%1$s' 'self';"
          + " img-src 'self' data: https:; connect-src 'self'; form-action 'self' https:;"
          + " base-uri 'none'; frame-ancestors %2$s";

  private final HttpServletResponse response;
  private final String nonce;
  private final @Nullable String languages;

  PageWriter(PublicPages.Exchange exchange, String nonce) {
    this.response = exchange.response();
    this.nonce = nonce;
    this.languages = exchange.request().getHeader("Accept-Language");
    response.setHeader("Cache-Control", "no-store");
  }

  String nonce() {
    return nonce;
  }

  void notice(Notice notice) throws IOException {
    send(notice.status(), HTML, notice.page(languages));
  }

  void busy(Duration wait) throws IOException {
    long seconds = Busy.seconds(wait);
    response.setHeader("Retry-After", Long.toString(seconds));
    notice(Notice.BUSY);
  }

  /** What a page refuses it says in full: it is the visitor's own input. */
  void refusal(InvalidInput refused) throws IOException {
    String reasons =
        refused.violations().stream()
            .map(fault -> "<li>" + Markup.escape(fault.path() + ": " + fault.message()) + "</li>")
            .collect(Collectors.joining());
    String page = new String(Notice.REFUSED.page(languages), UTF_8);
    send(422, HTML, page.replace("</main>", "<ul>" + reasons + "</ul></main>").getBytes(UTF_8));
  }

  void write(PageAnswer answer, Set<String> sites) throws IOException {
    if (answer instanceof PageAnswer.Html html) {
      allow(html.frameable() ? sites : Set.of(), html.frameable());
      send(html.status(), HTML, html.html().getBytes(UTF_8));
    } else if (answer instanceof PageAnswer.SeeOther other) {
      response.setHeader("Location", other.target().toASCIIString());
      response.setStatus(303);
    } else if (answer instanceof PageAnswer.Download file) {
      String name = URLEncoder.encode(file.name(), UTF_8).replace("+", "%20");
      response.setHeader("Content-Disposition", "attachment; filename*=UTF-8''" + name);
      send(200, file.mediaType(), file.content());
    } else {
      notice(Notice.UNKNOWN);
    }
  }

  private void allow(Set<String> sites, boolean frameable) {
    String framers = frameable ? "'self' " + String.join(" ", new TreeSet<>(sites)) : "'none'";
    response.setHeader("Content-Security-Policy", POLICY.formatted(nonce, framers.strip()));
    if (frameable) {
      response.setHeader("X-Frame-Options", null);
      response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    }
  }

  private void send(int status, String type, byte[] content) throws IOException {
    response.setStatus(status);
    response.setContentType(type);
    response.setContentLength(content.length);
    response.getOutputStream().write(content);
  }
}
