// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import org.parley.api.store.Transaction;

/** Notes an answer for good. */
final class InsertAnswer {
  private static final String SQL =
      """
      INSERT INTO profiling_answer
        (home, nr, id, purpose, given, basis, evidence, answered_at, counts, seal)
      VALUES (:home, :nr, :id, :purpose, :given, :basis, :evidence, :at, :counts, :seal)
      """;

  private InsertAnswer() {}

  /** Says whether that answer was not known yet. */
  static boolean in(Transaction transaction, Link link) {
    Answer answer = link.answer();
    return transaction
        .sql(SQL)
        .bind("home", link.home())
        .bind("nr", link.nr())
        .bind("id", answer.id())
        .bind("purpose", answer.purpose())
        .bind("given", answer.given())
        .bind("basis", answer.basis())
        .bind("evidence", answer.evidence())
        .bind("at", answer.at())
        .bind("counts", answer.counts())
        .bind("seal", link.seal())
        .insertIfAbsent();
  }
}
