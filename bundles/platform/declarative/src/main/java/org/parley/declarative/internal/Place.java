// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

/**
 * Where something stands in a manifest.
 *
 * @param line from 1
 * @param column from 1
 * @param path its fields from the outermost, such as {@code can.publish.steps[0].post}; empty for
 *     the whole
 */
record Place(int line, int column, String path) {
  @Override
  public String toString() {
    String where = "line " + line + ", column " + column;
    return path.isEmpty() ? where : where + ", " + path;
  }
}
