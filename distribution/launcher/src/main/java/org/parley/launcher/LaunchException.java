// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import org.jspecify.annotations.Nullable;

/** The hub cannot do what was asked; the message is for the person at the terminal. */
final class LaunchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  static final int FAILED = 1;
  static final int USAGE = 2;
  // 3 is what a Java machine that is out of memory leaves with.
  static final int RUNNING = 4;
  static final int NOT_RUNNING = 5;
  static final int NOT_READY = 6;
  static final int PORT_TAKEN = 7;
  // 8 is what the store leaves with when its database cannot be opened again.

  private final int exitCode;

  LaunchException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  LaunchException(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
