// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

import java.io.Serial;

/** Something was asked for by an identity that nothing bears. */
public final class NotFound extends ParleyException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param kind the word for the thing, such as {@code link}
   * @param id the identity as it was asked for
   */
  public NotFound(String kind, Object id) {
    super(Fault.INPUT, "No " + kind + " '" + id + "' exists");
  }
}
