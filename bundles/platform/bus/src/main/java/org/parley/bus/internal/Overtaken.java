// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.io.Serial;

/** Another has written in the meantime what only one may write: what is known here is stale. */
final class Overtaken extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  Overtaken(String message) {
    super(message);
  }
}
