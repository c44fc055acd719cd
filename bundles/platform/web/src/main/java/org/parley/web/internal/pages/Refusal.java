// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.pages;

import java.io.Serial;

/** A request that no page is asked about. */
final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  Refusal(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
