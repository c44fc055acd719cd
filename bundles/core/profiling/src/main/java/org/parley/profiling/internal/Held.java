// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Optional;

/**
 * A pointer and whom it points at.
 *
 * @param holder empty when it points at nobody yet
 * @param proven whether it was verified for that holder
 * @param ambiguous whether other live profiles were seen with it too
 */
record Held(Pointer pointer, Optional<Holder> holder, boolean proven, boolean ambiguous) {
  Held heldBy(Optional<Holder> other) {
    return new Held(pointer, other, proven, ambiguous);
  }

  boolean isFree() {
    return holder.isEmpty();
  }

  /** Whether what was just seen proves more than was known. */
  boolean isToBeVerified() {
    return pointer.verified() && !proven;
  }
}
