// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
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
 * and for a hundred, so while many call, a moment passes between the beginnings of two commits, and
 * a longer one as long as they come close upon each other. Once all who call are waiting, nobody
 * waits for more; whoever calls alone waits for nothing.
 */
final class DoorQueue {
  private static final long MOMENT_NANOS = Duration.ofMillis(2).toNanos();

  private static final long LONGEST_NANOS = Duration.ofMillis(10).toNanos();

  /** Whoever comes within this time after another comes close upon them. */
  private static final long PAUSE_NANOS = 250_000;

  /** From so many callers at a time on, it is worth the others' while to wait. */
  private static final int MANY = 8;

  /** What fills a few rows of the log waits no longer. */
  private static final long ENOUGH_BYTES = 4L * WrittenRow.MOST_BYTES;

  /** What is committed at once, so that one large burst does not make the others wait for long. */
  private static final long MOST_BYTES_A_COMMIT = 2 << 20;

  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition mayGoOn = lock.newCondition();
  private final Deque<Call> queue = new ArrayDeque<>();
  private long bytes;
  private long memory;
  private boolean closed;
  private boolean many;
  private long begun;

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
      boolean first = queue.isEmpty();
      boolean wasEnough = bytes >= ENOUGH_BYTES;
      queue.add(call);
      bytes += call.bytes;
      memory += call.memory;
      if (first || (!wasEnough && bytes >= ENOUGH_BYTES)) {
        mayGoOn.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** What to commit next; empty when the door is closed and all is written. */
  List<Call> next() {
    lock.lock();
    try {
      gather();
      return take();
    } finally {
      lock.unlock();
    }
  }

  private void gather() {
    while (queue.isEmpty() && !closed) {
      await(Long.MAX_VALUE);
    }
    if (many) {
      awaitMore(begun + MOMENT_NANOS);
      awaitPause(begun + LONGEST_NANOS);
    }
  }

  private void awaitMore(long until) {
    long left = until - System.nanoTime();
    while (left > 0 && mayGather()) {
      left = await(left);
    }
  }

  private void awaitPause(long until) {
    int before = MANY - 1;
    while (queue.size() > before && until - System.nanoTime() > 0 && mayGather()) {
      before = queue.size();
      awaitMore(System.nanoTime() + PAUSE_NANOS);
    }
  }

  private boolean mayGather() {
    return bytes < ENOUGH_BYTES && !closed;
  }

  /** Derby interrupts all who use a database that it ends; nobody else would. */
  private long await(long nanos) {
    try {
      return mayGoOn.awaitNanos(nanos);
    } catch (InterruptedException e) {
      return 0;
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
    bytes -= taken;
    many = calls.size() >= MANY;
    begun = System.nanoTime();
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
