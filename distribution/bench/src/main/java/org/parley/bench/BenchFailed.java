// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

/** What was measured is worth nothing; the message says why. */
final class BenchFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BenchFailed(String message) {
    super(message);
  }

  BenchFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
