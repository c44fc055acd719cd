// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that numbers and has fed what is numbered, while this hub holds the lease on that.
 * What it writes needs no check of the lease: topics and lanes have versions of their own.
 */
final class Numbering {
  private static final Logger LOG = LoggerFactory.getLogger(Numbering.class);
  private static final Duration AFTER_TROUBLE = Duration.ofMillis(100);

  /** While many records come, this passes between the beginnings of two numberings. */
  private static final long MOMENT_NANOS = Duration.ofMillis(5).toNanos();

  private static final int MANY = 32;

  private final Sequencer sequencer;
  private final Feeding feeds;
  private final Signal written;
  private final Neighbours neighbours;
  private final Runnable heard = this::heard;
  private final Runnable wake;
  private final Thread thread = new Thread(this::run, "bus-sequencer");
  private volatile boolean closed;
  private volatile long wellAt = System.nanoTime();
  private volatile @Nullable Throwable trouble;
  private volatile boolean follows;
  private boolean feeding;

  /**
   * @param written set when there is something to number
   */
  Numbering(Sequencer sequencer, Feeding feeds, Signal written, Neighbours neighbours) {
    this.sequencer = sequencer;
    this.feeds = feeds;
    this.written = written;
    this.wake = written::set;
    this.neighbours = neighbours;
  }

  void start() {
    neighbours.written().listen(heard);
    neighbours.free().listen(wake);
    thread.start();
  }

  /** Something was committed here: whoever numbers is to look. Returns at once. */
  void committed() {
    written.set();
    if (follows) {
      neighbours.written().ring();
    }
  }

  /** Something was committed on a hub that does not number. */
  private void heard() {
    if (!follows) {
      written.set();
    }
  }

  private void run() {
    while (!closed) {
      try {
        written.await(round() ? neighbours.poll() : AFTER_TROUBLE);
      } catch (InterruptedException e) {
        continue; // by Derby, which interrupts all who use a database that it ends; none else would
      }
    }
  }

  private boolean round() {
    Throwable failure = Attempt.failure(this::numberOrFollow);
    if (failure == null) {
      isWell();
    } else {
      if (trouble == null) {
        LOG.warn("Records cannot be numbered for the moment; it is tried again", failure);
      }
      trouble = failure;
    }
    return failure == null;
  }

  private void isWell() {
    trouble = null;
    wellAt = System.nanoTime();
  }

  private void numberOrFollow() {
    if (neighbours.lease().hold() && number()) {
      feed();
    } else {
      follow();
    }
  }

  /** Says whether the lease was held throughout: that it was lost the lease says but once. */
  private boolean number() {
    follows = false;
    long begun = System.nanoTime();
    int records = sequencer.number();
    while (records > 0 && !closed) {
      if (!neighbours.lease().hold()) {
        return false;
      }
      isWell();
      gather(records, begun);
      begun = System.nanoTime();
      records = sequencer.number();
    }
    return true;
  }

  private void feed() {
    if (!feeding) {
      feeds.start();
      feeding = true;
    }
  }

  /** Numbering costs much the same for ten records and for a thousand. */
  private static void gather(int records, long begun) {
    long left = begun + MOMENT_NANOS - System.nanoTime();
    if (records >= MANY && left > 0) {
      LockSupport.parkNanos(left);
    }
  }

  /** What was committed here while this hub took itself for who numbers was told to nobody. */
  private void follow() {
    if (!follows) {
      follows = true;
      neighbours.written().ring();
    }
    if (feeding) {
      feeding = false;
      feeds.stop();
    }
    sequencer.follow();
  }

  /** Why nothing was numbered for a while; empty when all is well. */
  Optional<String> trouble(Duration patience) {
    Duration since = Duration.ofNanos(System.nanoTime() - wellAt);
    if (thread.isAlive() && since.compareTo(patience) < 0) {
      return Optional.empty();
    }
    Throwable failure = trouble;
    String why = failure == null ? "its thread stands still" : String.valueOf(failure.getMessage());
    return Optional.of(
        "Records have not been numbered for " + since.toSeconds() + " seconds: " + why);
  }

  /** Numbers what is written by now, and no more. */
  void close(Duration patience) throws InterruptedException {
    neighbours.written().ignore(heard);
    neighbours.free().ignore(wake);
    closed = true;
    written.set();
    thread.join(patience.toMillis());
    Attempt.failure(neighbours.lease()::give);
    if (!follows) {
      neighbours.free().ring();
    }
  }
}
