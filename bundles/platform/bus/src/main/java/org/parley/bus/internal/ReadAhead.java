// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private @Nullable Ahead next;
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
    Ahead task = new Ahead(() -> Run.at(position).upTo(most, MOST_BYTES, feed));
    next = task;
    behind = position;
    Throwable refusal = Attempt.failure(() -> elsewhere.execute(task));
    if (refusal != null && task.begins()) {
      next = null;
    }
  }

  /**
   * Nobody else has the feed any more.
   *
   * @return what was read ahead; null when nothing was, or that failed and is to be tried again
   */
  @Nullable Run settle() {
    Ahead task = next;
    if (task == null) {
      return null;
    }
    task.run();
    Run read = await(task);
    next = null;
    return read;
  }

  private static @Nullable Run await(Ahead task) {
    try {
      return task.read.get();
    } catch (ExecutionException failed) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the next records were read", e);
    }
  }

  /** Likewise; what nobody has begun to read is not read any more. */
  void end() {
    Ahead task = next;
    if (task != null && task.begins()) {
      next = null;
    }
    settle();
  }

  /** Read by whoever comes first. */
  private static final class Ahead implements Runnable {
    private final FutureTask<Run> read;
    private final AtomicBoolean begun = new AtomicBoolean();

    Ahead(Callable<Run> work) {
      this.read = new FutureTask<>(work);
    }

    /** Says whether nobody has begun before; who is told so may leave it. */
    boolean begins() {
      return begun.compareAndSet(false, true);
    }

    @Override
    public void run() {
      if (begins()) {
        read.run();
      }
    }
  }
}
