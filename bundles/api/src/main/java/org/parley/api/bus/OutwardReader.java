// SPDX-License-Identifier: Apache-2.0
package org.parley.api.bus;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;
import org.parley.api.Fault;
import org.parley.api.store.Transaction;

/**
 * A group that calls the world outside; published as a service. No transaction is open meanwhile,
 * so a crash may deliver a record again: use its id, or one derived from it, as idempotency key.
 *
 * <p>Faults are treated as for {@link GroupReader}; {@link
 * org.parley.api.ParleyException#retryAfter()} is honoured.
 */
@ConsumerType
public interface OutwardReader {
  /** What it reads; asked once. */
  Subscription subscription();

  /**
   * Takes one record.
   *
   * @return completes when the record is done with, or with the failure
   */
  CompletionStage<Void> read(Delivery delivery);

  /**
   * The bus gives a record up and parks it, and so it does with a replayed one that fails for good.
   * Called within the transaction that notes it, so that what is appended here is told if and only
   * if the record is parked. Not called for a record that cannot be read.
   */
  default void parked(Transaction transaction, Parked parked) {}

  /**
   * A record that was given up.
   *
   * @param fault who must act
   * @param reason for a person
   */
  record Parked(BusRecord record, Fault fault, String reason) {}

  /**
   * One attempt to deliver a record.
   *
   * @param record what is delivered
   * @param attempt 1 for the first
   * @param replayed whether a person asked for it again
   */
  record Delivery(BusRecord record, int attempt, boolean replayed) {}
}
