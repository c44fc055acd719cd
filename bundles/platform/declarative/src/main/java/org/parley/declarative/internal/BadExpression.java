// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.io.Serial;

/** An expression or a text with holes cannot be read. */
final class BadExpression extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and what would be right
   */
  BadExpression(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
