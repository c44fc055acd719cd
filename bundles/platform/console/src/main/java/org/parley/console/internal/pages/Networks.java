// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import org.parley.console.internal.Visit;

/** How networks are called. */
final class Networks {
  private Networks() {}

  /** A network as a figure names it: a connector's id, unless it is none of a connector. */
  static String name(Visit visit, String network) {
    return visit.words().find("network." + network).orElseGet(() -> plain(network));
  }

  private static String plain(String id) {
    String words = id.replace('-', ' ');
    return words.isEmpty() ? id : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
