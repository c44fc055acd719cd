// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.store.Store;

/** A real store that cannot be reached any more once a test says so. */
final class LosableStore implements Store {
  private final Store store;
  private volatile boolean lost;

  LosableStore(Store store) {
    this.store = store;
  }

  void lose() {
    lost = true;
  }

  void find() {
    lost = false;
  }

  @Override
  public <T> T inTransaction(Work<T> work) {
    return reached().inTransaction(work);
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
    return store;
  }
}
