// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import org.parley.console.internal.Visit;

/** How networks are called. */
final class Networks {
  private Networks() {}

  /** A network as a figure names it: a connector's id, unless it is none of a connector. */
  static String name(Visit visit, String network) {
    return visit.words().find("network." + network).orElse(network);
  }
}
