// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import org.parley.api.store.Store;

/** How rows of the batch door come into the log. */
@FunctionalInterface
interface DoorRows {
  /**
   * Writes them in a transaction of their own; returns once it is committed.
   *
   * @param rows the records of each row, in their order
   */
  void commit(Store.Work<List<List<LoggedRecord>>> rows);
}
