// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a lane that has only passed records it does not want saves that: a second later, for losing
 * it costs no more than passing them again.
 */
final class IdleSave {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private volatile @Nullable Instant due;

  /** Whether it is time, told in each round. */
  boolean isDue(boolean unsaved, Instant now) {
    Instant set = due;
    if (!unsaved) {
      due = null;
      return false;
    }
    if (set == null) {
      due = now.plus(PATIENCE);
      return false;
    }
    return !now.isBefore(set);
  }

  Optional<Instant> due() {
    return Optional.ofNullable(due);
  }
}
