// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import java.util.Optional;

/**
 * One thing that every connector must hold.
 *
 * @param name a sentence, as it stands in the report
 * @param omitted why it does not apply to this connector; empty when it does
 * @param sharing whether it may use an account with which others have done before
 */
record Check(String name, Body body, Optional<String> omitted, boolean sharing) {
  static Check of(String name, Body body) {
    return new Check(name, body, Optional.empty(), false);
  }

  /** The same, named as one of a group. */
  Check of(String group) {
    return new Check(group + ": " + name, body, omitted, sharing);
  }

  /** The same, with an account that others leave as they found it. */
  Check shared() {
    return new Check(name, body, omitted, true);
  }

  /** The same, unless it makes no sense here. */
  Check onlyIf(boolean applies, String otherwise) {
    return applies || omitted.isPresent()
        ? this
        : new Check(name, body, Optional.of(otherwise), sharing);
  }

  /** What is done to find out. */
  @FunctionalInterface
  interface Body {
    void run(Trial trial) throws Exception;
  }
}
