// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.parley.api.bus.BatchReader;
import org.parley.api.bus.GroupReader;

/**
 * Lets records gather for a moment after a small batch, so that those who read many together get
 * many: each transaction costs the same few statements and a wait for the disk. The first record
 * after a quiet moment waits for nothing, and what follows the fewer the shorter: who asks after
 * each record hardly waits, and a steady trickle soon gathers in full.
 */
final class Gathering {
  private static final int FULL_WITHOUT = 256;

  /** After so many it is worth the whole moment. */
  private static final int MANY = 16;

  private final int most;
  private final Duration moment;
  private volatile long until = System.nanoTime();
  private volatile boolean held;

  private Gathering(int most, Duration moment) {
    this.most = most;
    this.moment = moment;
  }

  /** For a reader that takes records one by one, or many together. */
  static Gathering of(GroupReader reader) {
    return reader instanceof BatchReader batch
        ? new Gathering(batch.most(), batch.gathers())
        : new Gathering(FULL_WITHOUT, Duration.ZERO);
  }

  /** How many records make a full batch. */
  int most() {
    return most;
  }

  /** A batch is done; unless it was full, the next begins a moment later, or a part of one. */
  void begin(Run done) {
    int parts = done.full() ? 0 : Math.min(done.records().size(), MANY);
    until = System.nanoTime() + moment.toNanos() / MANY * parts;
  }

  /** How many nanoseconds it takes yet. */
  long left() {
    return Math.max(0, until - System.nanoTime());
  }

  /** Says whether the next batch has to wait, and remembers that it was told so. */
  boolean holdsBack() {
    held = left() > 0;
    return held;
  }

  /** When what was held back may begin, which may be past; empty when nothing was. */
  Optional<Instant> end(Instant now) {
    return held ? Optional.of(now.plusNanos(left())) : Optional.empty();
  }
}
