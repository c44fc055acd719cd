// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

import java.io.Serial;
import java.time.Duration;

/**
 * The hub cannot take more at this moment and has stored nothing of it; the caller should come back
 * later.
 */
public final class Busy extends ParleyException {
  @Serial private static final long serialVersionUID = 1L;

  private final Duration wait;

  public Busy(String message, Duration wait) {
    super(Fault.HUB, message);
    this.wait = wait;
  }

  /** A wait as a {@code Retry-After} has it: whole seconds, never none. */
  public static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  /** How long the caller should wait before it tries again. */
  public Duration comeBackAfter() {
    return wait;
  }
}
