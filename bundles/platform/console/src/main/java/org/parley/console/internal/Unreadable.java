// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import java.io.Serial;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/** What was sent is no form or address as browsers write them. */
final class Unreadable extends ParleyException {
  @Serial private static final long serialVersionUID = 1L;

  Unreadable(String message) {
    super(Fault.INPUT, message);
  }
}
