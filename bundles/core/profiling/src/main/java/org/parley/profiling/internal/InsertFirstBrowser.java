// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import org.parley.api.store.Transaction;

/** Notes that a new browser came through a personal link. */
final class InsertFirstBrowser {
  private static final String SQL =
      """
      INSERT INTO profiling_first_browser (link, recipient) VALUES (:link, :recipient)
      """;

  private InsertFirstBrowser() {}

  /** Says whether it was the first. */
  static boolean in(Transaction transaction, Clue.Guest guest) {
    return transaction
        .sql(SQL)
        .bind("link", guest.link())
        .bind("recipient", guest.recipient())
        .insertIfAbsent();
  }
}
