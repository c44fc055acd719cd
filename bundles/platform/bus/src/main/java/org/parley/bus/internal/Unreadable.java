// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.io.Serial;

/** What lies in the log is not a record that this hub can read. */
final class Unreadable extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  Unreadable(String message, Throwable cause) {
    super(message, cause);
  }

  Unreadable(String message) {
    super(message);
  }
}
