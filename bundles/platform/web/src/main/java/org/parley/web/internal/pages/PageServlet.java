// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import org.parley.api.web.PageAnswer;
import org.parley.api.web.PublicPage;

/**
 * One public page: reads the request within bounds, asks the page, writes its answer under strict
 * headers.
 */
final class PageServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;
  private static final int NONCE_BYTES = 16;

  private final transient PublicPage page;
  private final transient ReadVisit read;
  private final transient SecureRandom random = new SecureRandom();

  PageServlet(PublicPage page, URI publicUrl) {
    this.page = page;
    this.read = new ReadVisit(page.prefix(), publicUrl);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String nonce = nonce();
    response.setHeader("Cache-Control", "no-store");
    try {
      write(page.answer(read.visit(request, nonce)), nonce, response);
    } catch (RuntimeException failure) {
      write(Failures.page(failure, response), nonce, response);
    }
  }

  private static void write(PageAnswer answer, String nonce, HttpServletResponse response)
      throws IOException {
    if (answer instanceof PageAnswer.Html html) {
      writeHtml(html, nonce, response);
    } else if (answer instanceof PageAnswer.SeeOther other) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", other.target().toString());
    } else if (answer instanceof PageAnswer.Download file) {
      response.setHeader(
          "Content-Disposition",
          "attachment; filename=\"" + file.name().replaceAll("[^A-Za-z0-9._-]", "_") + "\"");
      writeBody(file.mediaType(), file.content(), response);
    } else {
      writeHtml(Failures.unknown(), nonce, response);
    }
  }

  private static void writeHtml(PageAnswer.Html html, String nonce, HttpServletResponse response)
      throws IOException {
    response.setStatus(html.status());
    response.setHeader("Content-Security-Policy", policy(nonce, html.frameable()));
    if (html.frameable()) {
      response.setHeader("X-Frame-Options", "SAMEORIGIN");
    }
    writeBody("text/html;charset=utf-8", html.html().getBytes(UTF_8), response);
  }

  private static void writeBody(String mediaType, byte[] body, HttpServletResponse response)
      throws IOException {
    response.setContentType(mediaType);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static String policy(String nonce, boolean frameable) {
    return ("default-src 'none'; style-src 'nonce-%1$s'; script-src 'nonce-%1$s'; img-src 'self' data:;"
            + " form-action 'self'; base-uri 'none'; frame-ancestors %2$s")
        .formatted(nonce, frameable ? "'self'" : "'none'");
  }

  private String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
