// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import java.io.Serial;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/** The viewer's roles do not allow it. */
final class Forbidden extends ParleyException {
  @Serial private static final long serialVersionUID = 1L;

  Forbidden(String message) {
    super(Fault.INPUT, message);
  }
}
