// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a lane. What comes behind one is read and decoded on another thread while the lane is
 * at work on it. Only one thread at a time has the feed: whoever wants it takes over what nobody
 * has begun, or waits for it.
 */
final class ReadAhead {
  /** Of records that are read before they are asked for; what is missing is read then. */
  static final long MOST_BYTES = 512 << 10;

  private final Feed feed;
  private final Executor elsewhere;
  private @Nullable FutureTask<Run> next;
  private long behind;

  /**
   * @param elsewhere runs something short on another thread
   */
  ReadAhead(Feed feed, Executor elsewhere) {
    this.feed = feed;
    this.elsewhere = elsewhere;
  }

  /** What lies behind a position, to be handed out together. */
  Run behind(long position, int most) {
    boolean fits = behind == position;
    Run read = settle();
    return read != null && fits
        ? read.upTo(most, Run.MOST_BYTES, feed)
        : Run.behind(position, most, feed);
  }

  /** Begins to read what lies behind a position. */
  void begin(long position, int most) {
    FutureTask<Run> task = new FutureTask<>(() -> Run.at(position).upTo(most, MOST_BYTES, feed));
    next = task;
    behind = position;
    try {
      elsewhere.execute(task);
    } catch (RejectedExecutionException closing) {
      next = null;
    }
  }

  /**
   * Nobody else has the feed any more.
   *
   * @return what was read ahead; null when nothing was, or that failed and is to be tried again
   */
  @Nullable Run settle() {
    FutureTask<Run> task = next;
    next = null;
    if (task == null) {
      return null;
    }
    task.run();
    try {
      return task.get();
    } catch (ExecutionException | CancellationException failed) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the next records were read", e);
    }
  }
}
