// SPDX-License-Identifier: Apache-2.0
package org.parley.api.bus;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

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
   * One attempt to deliver a record.
   *
   * @param record what is delivered
   * @param attempt 1 for the first
   * @param replayed whether a person asked for it again
   */
  record Delivery(BusRecord record, int attempt, boolean replayed) {}
}
