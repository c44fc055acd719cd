// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

/** Where in a body a reader is. The path is made of it only where something does not fit. */
final class Trail {
  private final StringBuilder path = new StringBuilder();

  /** Goes to a field; answers how to come {@link #back}. */
  int into(String name) {
    int before = path.length();
    if (before > 0) {
      path.append('.');
    }
    FieldPath.step(name, path);
    return before;
  }

  /** Goes to a place in a list; answers how to come {@link #back}. */
  int into(int index) {
    int before = path.length();
    path.append('[').append(index).append(']');
    return before;
  }

  void back(int before) {
    path.setLength(before);
  }

  boolean isAtTop() {
    return path.isEmpty();
  }

  /** The path from the top, as {@link FieldPath} has it. */
  @Override
  public String toString() {
    return path.toString();
  }
}
