// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that numbers and that feeds the groups, while this hub may. In an embedded database it
 * always may; otherwise it holds a lease.
 */
final class Numbering {
  private static final Logger LOG = LoggerFactory.getLogger(Numbering.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration AFTER_TROUBLE = Duration.ofMillis(100);

  private final Sequencer sequencer;
  private final Groups groups;
  private final Signal written;
  private final Optional<Lease> lease;
  private final Thread thread = new Thread(this::run, "bus-sequencer");
  private volatile boolean closed;
  private boolean feeding;
  private boolean troubled;

  /**
   * @param written set when there is something to number
   * @param lease empty where no other hub can be
   */
  Numbering(Sequencer sequencer, Groups groups, Signal written, Optional<Lease> lease) {
    this.sequencer = sequencer;
    this.groups = groups;
    this.written = written;
    this.lease = lease;
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        written.await(round() ? POLL : AFTER_TROUBLE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean round() {
    try {
      if (lease.isEmpty() || lease.get().hold()) {
        number();
      } else {
        follow();
      }
      troubled = false;
    } catch (RuntimeException e) {
      if (!troubled) {
        LOG.warn("Records cannot be numbered for the moment; it is tried again", e);
      }
      troubled = true;
    }
    return !troubled;
  }

  private void number() {
    while (sequencer.number() && !closed && isStillHeld()) {
      troubled = false;
    }
    if (!feeding) {
      groups.start();
      feeding = true;
    }
  }

  private boolean isStillHeld() {
    return lease.isEmpty() || lease.get().hold();
  }

  private void follow() {
    if (feeding) {
      feeding = false;
      groups.stop();
    }
    sequencer.follow();
  }

  /** Numbers what is written by now, and no more. */
  void close(Duration patience) throws InterruptedException {
    closed = true;
    written.set();
    thread.join(patience.toMillis());
    lease.ifPresent(held -> Attempt.failure(held::give));
  }
}
