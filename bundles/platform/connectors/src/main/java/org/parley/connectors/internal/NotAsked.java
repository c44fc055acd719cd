// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.io.Serial;

/** Work failed before it had asked its system for anything, so it took nothing of the budget. */
final class NotAsked extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final RuntimeException failure;

  NotAsked(RuntimeException failure) {
    super(failure.getMessage(), failure);
    this.failure = failure;
  }

  /** With what the work has failed. */
  RuntimeException failure() {
    return failure;
  }
}
