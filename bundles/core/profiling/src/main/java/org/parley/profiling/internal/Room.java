// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

/** What all components of this room say alike. */
final class Room {
  static final String STORE = "(room=profiling)";

  private Room() {}
}
