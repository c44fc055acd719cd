// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.pages;

import static org.parley.api.web.Markup.escape;

import jakarta.servlet.http.HttpServletResponse;
import org.parley.api.Busy;
import org.parley.api.Conflict;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.web.PageAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a visitor sees when a page cannot answer. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static PageAnswer page(RuntimeException failure, HttpServletResponse response) {
    if (failure instanceof Refusal refusal) {
      return html(refusal.status(), "This did not work", String.valueOf(refusal.getMessage()));
    }
    if (failure instanceof InvalidInput input) {
      return html(400, "This did not work", input.violations().get(0).message());
    }
    if (failure instanceof NotFound) {
      return unknown();
    }
    if (failure instanceof Conflict) {
      return html(
          409, "This did not work", "It was changed meanwhile. Please open the page again.");
    }
    if (failure instanceof Busy busy) {
      response.setHeader(
          "Retry-After", String.valueOf(Math.max(1, busy.comeBackAfter().toSeconds())));
      return html(
          503, "One moment, please", "There is much to do right now. Please try again shortly.");
    }
    LOG.error("A public page could not answer", failure);
    return html(500, "This did not work", "It is our fault. Please try again later.");
  }

  static PageAnswer.Html unknown() {
    return html(
        404,
        "There is nothing here",
        "The address may have been mistyped, or its time has passed.");
  }

  private static PageAnswer.Html html(int status, String title, String text) {
    String page =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        <p>%2$s</p>
        </main>
        </body>
        </html>
        """
            .formatted(escape(title), escape(text));
    return new PageAnswer.Html(status, page, false);
  }
}
