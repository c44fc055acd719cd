// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

/** Names that this room goes by. */
final class Room {
  /** On the bus. */
  static final String SOURCE = "/lead-routing";

  /** In references to its store. */
  static final String STORE = "(room=leadrouting)";

  private Room() {}
}
