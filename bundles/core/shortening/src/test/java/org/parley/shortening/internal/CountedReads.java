// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.concurrent.atomic.AtomicInteger;
import org.parley.api.store.Store;

/** A store that counts how often it is read. */
final class CountedReads implements Store {
  private final AtomicInteger reads = new AtomicInteger();
  private final Store store;

  CountedReads(Store store) {
    this.store = store;
  }

  /** How often while the work was done. */
  int during(Runnable work) {
    int before = reads.get();
    work.run();
    return reads.get() - before;
  }

  @Override
  public <T> T inTransaction(Work<T> work) {
    return store.inTransaction(work);
  }

  @Override
  public <T> T asOne(Work<T> work) {
    return store.asOne(work);
  }

  @Override
  public <T> T read(Work<T> work) {
    reads.incrementAndGet();
    return store.read(work);
  }

  @Override
  public boolean isEmbedded() {
    return store.isEmbedded();
  }
}
