// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

/** Names that this room goes by. */
final class Room {
  /** On the bus. */
  static final String SOURCE = "/security";

  /** In references to its store. */
  static final String STORE = "(room=security)";

  private Room() {}
}
