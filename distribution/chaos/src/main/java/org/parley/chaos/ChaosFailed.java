// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

/** An experiment cannot be carried out or has gone wrong, in words for a person. */
public final class ChaosFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ChaosFailed(String message) {
    super(message);
  }

  public ChaosFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
