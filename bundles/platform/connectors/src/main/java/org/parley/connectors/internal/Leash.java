// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/**
 * Runs what others have written on threads of the hub. It is waited for so long at most; what goes
 * on all the same keeps its place until it ends, and where no place is left nothing more is begun:
 * code that never returns takes a few threads and no more.
 */
final class Leash {
  private final String name;
  private final Executor threads;
  private final Reach reach;
  private final Semaphore places;

  /**
   * @param name whose code it is, for the sentence to a person
   */
  Leash(String name, Executor threads, Reach reach) {
    this.name = name;
    this.threads = threads;
    this.reach = reach;
    places = new Semaphore(reach.places());
  }

  /**
   * Answers what the work came to.
   *
   * @throws CallFailed as the work did, or because it was not waited for any longer
   */
  <T> T run(Callable<T> work) throws CallFailed {
    if (!places.tryAcquire()) {
      throw new CallFailed(
          ParleyException.retryAfter(
              reach.pause(),
              "%s has not ended any of %d calls; nothing is asked of it until it ends one"
                  .formatted(name, reach.places())),
          false);
    }
    var task = new FutureTask<>(work);
    begin(task);
    return await(task);
  }

  private void begin(FutureTask<?> task) throws CallFailed {
    boolean begun = false;
    try {
      threads.execute(() -> finish(task));
      begun = true;
    } catch (RejectedExecutionException e) {
      throw new CallFailed(new ParleyException(Fault.HUB, "The hub is stopping", e), false);
    } finally {
      if (!begun) {
        places.release();
      }
    }
  }

  private void finish(FutureTask<?> task) {
    try {
      task.run();
    } finally {
      places.release();
    }
  }

  private <T> T await(FutureTask<T> task) throws CallFailed {
    try {
      return task.get(reach.longest().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw unclear("did not answer within " + reach.longest().toSeconds() + " seconds", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unclear("was left while it was answering", e);
    } catch (ExecutionException e) {
      Throwable failure = e.getCause() == null ? e : e.getCause();
      throw failure instanceof CallFailed known ? known : broken(failure);
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
   * @param pause how long nothing more is begun once no place is left
   */
  record Reach(int places, Duration longest, Duration pause) {}
}
