// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import org.parley.api.store.Transaction;

/** Hears of records that are given up, within the transaction that parks them. */
@FunctionalInterface
interface GivenUp {
  /** For those whose effects are undone with their transaction anyway. */
  GivenUp NOBODY = (transaction, record, verdict) -> {};

  void tell(Transaction transaction, LoggedRecord record, Verdict.GiveUp verdict);
}
