// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.store.Store;

/** A real store that cannot be reached any more once a test says so. */
final class LosableStore implements Store {
  private final Store store;
  private final AtomicInteger left = new AtomicInteger();
  private volatile boolean lost;
  private final AtomicInteger leftAfter = new AtomicInteger();
  private volatile @Nullable Trip trip;
  private volatile @Nullable Trip tripAfter;

  LosableStore(Store store) {
    this.store = store;
  }

  void lose() {
    lost = true;
  }

  /** Lets one thread fail a few times. */
  void trip(String thread, Supplier<Throwable> failure, int times) {
    left.set(times);
    trip = new Trip(thread, failure);
  }

  /** Lets one thread not hear, a few times, that its transaction is committed. */
  void tripAfter(String thread, Supplier<Throwable> failure, int times) {
    leftAfter.set(times);
    tripAfter = new Trip(thread, failure);
  }

  void find() {
    lost = false;
  }

  @Override
  public <T> T inTransaction(Work<T> work) {
    T done = reached().inTransaction(work);
    trip(tripAfter, leftAfter);
    return done;
  }

  @Override
  public <T> T asOne(Work<T> work) {
    return reached().asOne(work);
  }

  @Override
  public <T> T read(Work<T> work) {
    return reached().read(work);
  }

  @Override
  public boolean isEmbedded() {
    return store.isEmbedded();
  }

  private Store reached() {
    if (lost) {
      throw new ParleyException(Fault.HUB, "The database cannot be reached");
    }
    trip(trip, left);
    return store;
  }

  private static void trip(@Nullable Trip set, AtomicInteger left) {
    if (set != null
        && Thread.currentThread().getName().equals(set.thread)
        && left.getAndDecrement() > 0) {
      throw set.failure();
    }
  }

  private record Trip(String thread, Supplier<Throwable> cause) {
    RuntimeException failure() {
      Throwable failure = cause.get();
      if (failure instanceof Error error) {
        throw error;
      }
      return (RuntimeException) failure;
    }
  }
}
