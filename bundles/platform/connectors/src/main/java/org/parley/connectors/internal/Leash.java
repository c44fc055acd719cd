// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.parley.api.Busy;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/**
 * Runs what others have written on threads of the hub. It is waited for so long at most; what goes
 * on all the same keeps its place until it ends, and where no place is left nothing more is begun:
 * code that never returns takes a few threads and no more. Where the caller sees to that otherwise
 * such work gives its place to others.
 */
final class Leash {
  /** How many may wait for a place: each takes a thread of its caller's. */
  private static final int WAITING = 32;

  private final String name;
  private final Executor threads;
  private final Reach reach;
  private final Look look;
  private final Semaphore places;
  private final Set<Future<?>> underWay = ConcurrentHashMap.newKeySet();

  /**
   * @param name whose code it is, for the sentence to a person
   */
  Leash(String name, Executor threads, Reach reach) {
    this(name, threads, reach, new Look());
  }

  /**
   * @param look in which its work may be waited for shortly
   */
  Leash(String name, Executor threads, Reach reach, Look look) {
    this.name = name;
    this.threads = threads;
    this.reach = reach;
    this.look = look;
    places = new Semaphore(reach.places());
  }

  /**
   * Answers what the work came to.
   *
   * @throws CallFailed as the work did, or because it was not waited for any longer, or not begun
   */
  <T> T run(Callable<T> work) throws CallFailed {
    if (!hasPlace()) {
      throw full();
    }
    var task = new FutureTask<>(work);
    begin(task);
    return await(task);
  }

  private boolean hasPlace() throws CallFailed {
    boolean mayWait = overdue() < reach.places() && places.getQueueLength() < WAITING;
    try {
      return places.tryAcquire(mayWait ? reach.patience().toMillis() : 0, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed(new ParleyException(Fault.HUB, "The hub is stopping", e), false);
    }
  }

  /** How much goes on that is not waited for any longer. */
  private long overdue() {
    return underWay.stream().filter(Future::isCancelled).count();
  }

  private CallFailed full() {
    long overdue = overdue();
    if (overdue == 0) {
      String message = "%s is busy with %d calls".formatted(name, reach.places());
      return CallFailed.crowded(new Busy(message, reach.patience()));
    }
    String message = "%s has not ended %d of %d calls; it is asked for more when it ends one";
    return new CallFailed(
        ParleyException.retryAfter(reach.pause(), message.formatted(name, overdue, reach.places())),
        false);
  }

  private void begin(FutureTask<?> task) throws CallFailed {
    boolean begun = false;
    underWay.add(task);
    try {
      threads.execute(() -> finish(task));
      begun = true;
    } catch (RejectedExecutionException e) {
      throw new CallFailed(new ParleyException(Fault.HUB, "The hub is stopping", e), false);
    } finally {
      if (!begun) {
        ended(task);
      }
    }
  }

  private void finish(FutureTask<?> task) {
    try {
      task.run();
    } finally {
      ended(task);
    }
  }

  private void ended(FutureTask<?> task) {
    if (underWay.remove(task)) {
      places.release();
    }
  }

  private <T> T await(FutureTask<T> task) throws CallFailed {
    Duration most = look.most(reach);
    try {
      return task.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      look.gaveUp();
      giveUp(task);
      throw unclear("did not answer within " + most.toSeconds() + " seconds", e);
    } catch (InterruptedException e) {
      giveUp(task);
      Thread.currentThread().interrupt();
      throw unclear("was left while it was answering", e);
    } catch (ExecutionException e) {
      Throwable failure = e.getCause() == null ? e : e.getCause();
      throw failure instanceof CallFailed known ? known : broken(failure);
    }
  }

  private void giveUp(FutureTask<?> task) {
    task.cancel(true);
    if (!reach.kept()) {
      ended(task);
    }
  }

  private CallFailed unclear(String what, Exception cause) {
    return new CallFailed(new ParleyException(Fault.REMOTE, name + " " + what, cause), true);
  }

  private static CallFailed broken(Throwable failure) {
    return new CallFailed(
        failure instanceof ParleyException known
            ? known
            : new ParleyException(Fault.HUB, "The connector failed: " + failure, failure),
        true);
  }

  /**
   * How far work may go.
   *
   * @param places how much of it may be under way at once
   * @param longest how long it is waited for
   * @param patience how long a place is waited for, unless all are held by what is not waited for
   * @param pause how long nothing more is begun once no place is left
   * @param kept whether what is not waited for any longer keeps its place
   */
  record Reach(int places, Duration longest, Duration patience, Duration pause, boolean kept) {}
}
