// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The few plain pages that a visitor may see instead of being sent on. */
enum Notice {
  UNKNOWN(404, "There is nothing here", "This link does not exist. It may have been mistyped."),
  GONE(410, "This link is over", "It was taken back, or its time has passed."),
  BUSY(503, "One moment, please", "This link cannot be followed right now. Try again shortly."),
  FAILED(500, "This did not work", "The link could not be followed. Try again later.");

  private static final String PAGE =
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
      """;

  private final int status;
  private final byte[] page;

  Notice(int status, String title, String text) {
    this.status = status;
    this.page = PAGE.formatted(title, text).getBytes(UTF_8);
  }

  void show(Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html;charset=utf-8");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, page.length);
    response.write(true, ByteBuffer.wrap(page), callback);
  }
}
