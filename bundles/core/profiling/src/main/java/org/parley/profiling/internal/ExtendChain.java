// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import org.parley.api.store.Transaction;

/** Notes where a profile's chain of answers ends now. */
final class ExtendChain {
  private static final String SQL =
      """
      UPDATE profiling_profile SET answers = :answers, answers_seal = :seal WHERE id = :id
      """;

  private ExtendChain() {}

  static void in(Transaction transaction, Link link) {
    transaction
        .sql(SQL)
        .bind("answers", link.nr())
        .bind("seal", link.seal())
        .bind("id", link.home())
        .update();
  }
}
