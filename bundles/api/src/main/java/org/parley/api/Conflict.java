// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

import java.io.Serial;

/**
 * A change that the present state refuses: a slug already taken, a version already overtaken, a
 * lead already closed.
 */
public final class Conflict extends ParleyException {
  @Serial private static final long serialVersionUID = 1L;

  public Conflict(String message) {
    super(Fault.INPUT, message);
  }

  public Conflict(String message, Throwable cause) {
    super(Fault.INPUT, message, cause);
  }
}
