// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The open records of one key, in order. */
final class KeyLine {
  final TreeSet<Long> positions = new TreeSet<>();

  /** How many of them are in the reader's hands. */
  int inHand;

  /** Whether something that is not of the log is under way for this key. */
  boolean held;

  /** The one that may be handed out next, as it stands in the list of what is ready. */
  @Nullable OpenEntry head;

  boolean isAllInHand() {
    return inHand == positions.size();
  }
}
