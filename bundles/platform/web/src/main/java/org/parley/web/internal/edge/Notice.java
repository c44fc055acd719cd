// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The few plain pages of the hub itself that a visitor may see, in the visitor's language. */
public enum Notice {
  UNKNOWN(404),
  GONE(410),
  BUSY(503),
  FOREIGN(403),
  UNREADABLE(400),
  CHANGED(409),
  NO_FORM(415),
  TOO_LARGE(413),
  REFUSED(422),
  FAILED(500);

  /** The first is for whoever reads neither. */
  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="%3$s">
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
  private final Map<Locale, byte[]> pages = new ConcurrentHashMap<>();

  Notice(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }

  /**
   * The page as UTF-8.
   *
   * @param acceptLanguage what the visitor reads, as browsers say it
   */
  public byte[] page(@Nullable String acceptLanguage) {
    return pages.computeIfAbsent(language(acceptLanguage), this::write).clone();
  }

  private byte[] write(Locale language) {
    ResourceBundle words =
        ResourceBundle.getBundle(
            "org.parley.web.internal.edge.notices",
            language,
            Notice.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    String title = words.getString(name() + ".title");
    String text = words.getString(name() + ".text");
    return PAGE.formatted(title, text, language.toLanguageTag()).getBytes(UTF_8);
  }

  /** Which of ours a visitor would rather read. */
  static Locale language(@Nullable String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.isBlank()) {
      return LANGUAGES.get(0);
    }
    try {
      Locale found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
      return found == null ? LANGUAGES.get(0) : found;
    } catch (IllegalArgumentException e) {
      return LANGUAGES.get(0);
    }
  }

  void show(Response response, Callback callback) {
    byte[] page = page(response.getRequest().getHeaders().get(HttpHeader.ACCEPT_LANGUAGE));
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html;charset=utf-8");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, page.length);
    response.getHeaders().put(HttpHeader.VARY, "Accept-Language");
    response.write(true, ByteBuffer.wrap(page), callback);
  }
}
