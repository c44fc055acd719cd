// SPDX-License-Identifier: Apache-2.0
package org.parley.api.bus;

import org.osgi.annotation.versioning.ConsumerType;
import org.parley.api.store.Transaction;

/**
 * A group that changes this hub's own state; published as a service, it is fed by the bus from its
 * group's position on.
 *
 * <p>Each record is read within a transaction of its own in which the bus also notes that this
 * group has seen it: the effects of a record happen exactly once. A {@link
 * org.parley.api.ParleyException} with fault {@code REMOTE} or {@code HUB} is tried again with
 * growing pauses while other keys run on; with any other fault, or after the last try, the record
 * is parked with the reason.
 */
@ConsumerType
public interface GroupReader {
  /** What it reads; asked once. */
  Subscription subscription();

  /**
   * Whether it has a use for a record of the types that it reads. What it does not want is passed
   * over without a transaction, so a group that wants few of many records costs little. Answers
   * from the record alone and always the same; called from any thread.
   */
  default boolean wants(BusRecord record) {
    return true;
  }

  /** Takes one record. Must call nothing outside the hub. */
  void read(Transaction transaction, BusRecord record);
}
