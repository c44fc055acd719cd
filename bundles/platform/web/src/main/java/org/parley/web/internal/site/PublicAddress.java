// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.site;

import java.net.URI;
import org.osgi.framework.BundleContext;

/** The address that people reach the hub at. */
final class PublicAddress {
  private PublicAddress() {}

  /**
   * @param setting what the administrator says, blank for nothing
   */
  static URI of(String setting, BundleContext bundle) {
    String listening = bundle.getProperty("parley.url");
    String otherwise = listening == null ? "http://localhost:8080" : listening;
    String text = setting.isBlank() ? otherwise : setting.strip();
    return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }
}
