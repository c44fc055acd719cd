// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The few plain pages of the hub itself that a visitor may see. */
public enum Notice {
  UNKNOWN(404, "There is nothing here", "This link does not exist. It may have been mistyped."),
  GONE(410, "This link is over", "It was taken back, or its time has passed."),
  BUSY(503, "One moment, please", "This cannot be answered right now. Try again shortly."),
  FOREIGN(403, "This form was not ours", "A page of another site has sent it. Nothing was done."),
  UNREADABLE(400, "This could not be read", "What was sent is not a form as browsers send it."),
  CHANGED(409, "This did not work", "It was changed meanwhile. Open the page again."),
  NO_FORM(415, "This could not be read", "A form as browsers send it is expected."),
  TOO_LARGE(413, "This is too large", "What was sent is larger than a form may be."),
  REFUSED(422, "This could not be taken", "Something that was sent is not as it has to be."),
  FAILED(500, "This did not work", "The hub has failed. Try again later.");

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

  public int status() {
    return status;
  }

  /** The page as UTF-8. */
  public byte[] page() {
    return page.clone();
  }

  void show(Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html;charset=utf-8");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, page.length);
    response.write(true, ByteBuffer.wrap(page), callback);
  }
}
