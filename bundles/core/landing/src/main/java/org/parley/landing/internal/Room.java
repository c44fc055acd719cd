// SPDX-License-Identifier: Apache-2.0
package org.parley.landing.internal;

/** Names that this room goes by. */
final class Room {
  /** On the bus. */
  static final String SOURCE = "/landing";

  /** In references to its store. */
  static final String STORE = "(room=landing)";

  /** The first part of its pages' paths. */
  static final String PREFIX = "f";

  private Room() {}
}
