// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

import static java.util.Objects.requireNonNull;

/**
 * One thing wrong with an input.
 *
 * @param path where, as a path of field names and indexes such as {@code interactions[3].at}; empty
 *     for the whole input
 * @param message what is wrong and what would be right, for a person
 */
public record Violation(String path, String message) {
  public Violation {
    requireNonNull(path);
    requireNonNull(message);
  }
}
