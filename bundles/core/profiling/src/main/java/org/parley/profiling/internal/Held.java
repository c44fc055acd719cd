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
  /** Of a pointer that nobody was seen with. */
  static Held free(Pointer pointer) {
    return new Held(pointer, Optional.empty(), false, false);
  }

  /** The same when the pointer comes again, perhaps proven by now. */
  Held seenWith(Pointer again) {
    return again == pointer ? this : new Held(again, holder, proven, ambiguous);
  }

  /** The same once somebody new holds it. */
  Held takenBy(Holder newcomer) {
    return new Held(pointer, Optional.of(newcomer), pointer.verified(), false);
  }

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
