// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

/** Where in an input something stands, for telling what is wrong with it. */
record Place(String path, Findings findings) {
  void add(String field, String message) {
    findings.add(field.isEmpty() ? path : path + "." + field, message);
  }
}
