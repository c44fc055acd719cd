// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

/** A unit of work stored nothing and may succeed when run from the start. */
final class RunAgain extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RuntimeException reason;

  RunAgain(RuntimeException reason) {
    super(reason.getMessage(), reason, false, false);
    this.reason = reason;
  }

  RuntimeException reason() {
    return reason;
  }
}
