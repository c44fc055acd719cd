// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits at the {@link BatchDoor} for its commit. A commit costs much the same for one record
 * and for a hundred; what comes while one is under way goes together into the next.
 */
final class DoorQueue {
  /** What is committed at once, so that one large burst does not make the others wait for long. */
  private static final long MOST_BYTES_A_COMMIT = 2 << 20;

  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition mayGoOn = lock.newCondition();
  private final Deque<Call> queue = new ArrayDeque<>();
  private long memory;
  private boolean closed;

  /**
   * @param mostBytes how much memory may be taken by what waits, until its callers are told
   */
  DoorQueue(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Says whether there was room. */
  boolean add(Call call) {
    lock.lock();
    try {
      boolean full = memory + call.memory > mostBytes && memory > 0;
      if (closed || full) {
        return false;
      }
      queue.add(call);
      memory += call.memory;
      mayGoOn.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** What to commit next; empty when the door is closed and all is written. */
  List<Call> next() {
    lock.lock();
    try {
      while (queue.isEmpty() && !closed) {
        mayGoOn.awaitUninterruptibly();
      }
      return take();
    } finally {
      lock.unlock();
      Thread.interrupted(); // Derby interrupts all who use a database that it ends
    }
  }

  private List<Call> take() {
    List<Call> calls = new ArrayList<>(queue.size());
    long taken = 0;
    while (!queue.isEmpty() && taken < MOST_BYTES_A_COMMIT) {
      Call call = queue.remove();
      calls.add(call);
      taken += call.bytes;
    }
    return calls;
  }

  /** Its caller is told what became of it. */
  void release(Call call) {
    lock.lock();
    try {
      memory -= call.memory;
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      mayGoOn.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Records of one caller, committed together. */
  static final class Call {
    /** About what a call takes in memory besides its records. */
    private static final int OBJECTS = 500;

    private final Outgoing.Written written;
    private final long bytes;
    private final long memory;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    Call(Outgoing.Written written) {
      this.written = written;
      this.bytes = written.bytes();
      this.memory = OBJECTS + written.memory();
    }

    Outgoing.Written written() {
      return written;
    }

    CompletableFuture<Void> done() {
      return done;
    }

    void end(@Nullable Throwable failure) {
      if (failure == null) {
        done.complete(null);
      } else {
        done.completeExceptionally(failure);
      }
    }
  }
}
