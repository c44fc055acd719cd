// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.concurrent.atomic.AtomicLong;
import org.parley.api.store.Store;

/** A store that counts how often work had to be run again because another was in its way. */
final class CountedStore implements Store {
  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private final Store store;

  CountedStore(Store store) {
    this.store = store;
  }

  /** While nothing is under way: the attempts that came to nothing. */
  long repeated() {
    return begun.get() - ended.get();
  }

  @Override
  public <T> T inTransaction(Work<T> work) {
    return counted(store.inTransaction(counting(work)));
  }

  @Override
  public <T> T asOne(Work<T> work) {
    return counted(store.asOne(counting(work)));
  }

  @Override
  public <T> T read(Work<T> work) {
    return store.read(work);
  }

  @Override
  public boolean isEmbedded() {
    return store.isEmbedded();
  }

  private <T> Work<T> counting(Work<T> work) {
    return transaction -> {
      begun.incrementAndGet();
      return work.in(transaction);
    };
  }

  private <T> T counted(T result) {
    ended.incrementAndGet();
    return result;
  }
}
