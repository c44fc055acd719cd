// SPDX-License-Identifier: Apache-2.0
package org.parley.measurement.internal;

/** Names that this room goes by. */
final class Room {
  /** In references to its store. */
  static final String STORE = "(room=measurement)";

  private Room() {}
}
