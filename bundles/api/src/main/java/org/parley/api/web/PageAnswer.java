// SPDX-License-Identifier: Apache-2.0
package org.parley.api.web;

import java.net.URI;

/** What to show to a visitor. Never cached. */
public sealed interface PageAnswer {
  /** A page that was asked for and is there. */
  static Html html(String html) {
    return new Html(200, html, false);
  }

  /**
   * A whole HTML document.
   *
   * @param status of HTTP
   * @param html the document; what came from people is already escaped
   * @param frameable whether registered sites may show it within their own pages
   */
  record Html(int status, String html, boolean frameable) implements PageAnswer {}

  /**
   * Go there and GET it.
   *
   * @param target an address, or a path of the hub's own
   */
  record SeeOther(URI target) implements PageAnswer {}

  /**
   * Something to save, such as an export.
   *
   * @param name what the file shall be called
   * @param mediaType such as {@code application/json}
   * @param content the file
   */
  record Download(String name, String mediaType, byte[] content) implements PageAnswer {}

  /** No such page. */
  record Unknown() implements PageAnswer {}
}
