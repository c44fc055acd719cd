// SPDX-License-Identifier: Apache-2.0
package org.parley.api.bus;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.store.Transaction;

/**
 * The routing bus: its two doors, and the way out for those who read.
 *
 * <p>A record is at most 1 MiB when written; a larger one is refused with an {@link
 * org.parley.api.InvalidInput}, nothing of the call is stored.
 */
@ProviderType
public interface Bus {
  /**
   * Appends records as part of the caller's transaction: they are there exactly when its other
   * writes are. Change the aggregate that a record tells of before appending, so that its lock
   * orders the records of one key.
   */
  void append(Transaction transaction, List<BusRecord> records);

  /**
   * Appends records that the hub itself makes in numbers, such as clicks, many callers to one
   * commit.
   *
   * @return completes when the records are durable, on a thread of the bus that must not be
   *     blocked; completes with {@link org.parley.api.Busy} when the bus cannot keep up, and then
   *     nothing of the call is stored
   */
  CompletionStage<Void> append(List<BusRecord> records);

  /**
   * Runs work that a {@link BatchReader} does because of one of its records: what this thread
   * appends meanwhile carries on the trace of that record.
   */
  void because(BusRecord cause, Runnable work);

  /**
   * Lets go of a group whose reader will never come again, as part of the transaction that says so:
   * the log waits for it no more. It is fed no more once the transaction has committed. What it has
   * parked stays as long as the log; a group that is not known is none to be forgotten.
   */
  void forget(Transaction transaction, String group);

  /**
   * Makes unreadable what is {@link Personal} in all records that were appended under these
   * partition keys, as part of the transaction that erases whom they tell of: in the log, and where
   * records are parked. It is told as absent from then on; another hub may still tell what it has
   * in memory, for as long as it has it there. Records that come later under the same keys are read
   * as any others.
   *
   * @param partitionKeys any that were never used are passed over
   */
  void erase(Transaction transaction, Collection<String> partitionKeys);
}
