// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import org.parley.api.store.Transaction;

/** Notes that a person said two profiles are two people. */
final class InsertApart {
  private static final String SQL =
      """
      INSERT INTO profiling_apart (elder, younger) VALUES (:elder, :younger)
      """;

  private InsertApart() {}

  static void in(Transaction transaction, Pair pair) {
    transaction
        .sql(SQL)
        .bind("elder", pair.elder())
        .bind("younger", pair.younger())
        .insertIfAbsent();
  }
}
