// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import org.parley.api.store.Transaction;

/**
 * The right to change people, which one transaction has at a time, of whatever hub: who is one
 * person with whom is decided on what stands, and nobody waits for anybody in a ring. Taken before
 * anything else of this room is looked at, kept until the transaction ends.
 */
final class Turn {
  private static final String SQL =
      """
      UPDATE profiling_turn SET taken = taken + 1 WHERE id = 1
      """;

  private static final String NUMBER = "SELECT taken FROM profiling_turn WHERE id = 1";

  private Turn() {}

  static void take(Transaction transaction) {
    transaction.sql(SQL).update();
  }

  /** Takes it and says which it is; the next one that does not come to nothing is one more. */
  static long number(Transaction transaction) {
    take(transaction);
    return transaction.sql(NUMBER).first(row -> row.number("taken")).orElseThrow();
  }
}
