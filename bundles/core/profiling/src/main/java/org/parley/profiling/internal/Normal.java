// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

/** What became of an identifier as it was given. */
sealed interface Normal {
  /** It is one. */
  record Good(Pointer pointer) implements Normal {}

  /**
   * It is none.
   *
   * @param field {@code kind}, {@code value} or {@code network}
   * @param message what is wrong and what would be right
   */
  record Bad(String field, String message) implements Normal {}
}
