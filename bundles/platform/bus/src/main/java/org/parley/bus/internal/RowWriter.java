// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Writes rows of the log within transactions. */
final class RowWriter {
  private final Commits commits;
  private final InstantSource clock;

  RowWriter(Commits commits, InstantSource clock) {
    this.commits = commits;
    this.clock = clock;
  }

  /** Writes a row that is numbered in the same transaction. */
  WrittenRow numbered(Transaction transaction, List<LoggedRecord> row) {
    return InsertRow.in(transaction, row, clock.instant());
  }

  /** Writes rows that the sequencer numbers once they are committed. */
  void pending(Transaction transaction, List<List<LoggedRecord>> rows) {
    List<WrittenRow> written = new ArrayList<>();
    for (List<LoggedRecord> row : rows) {
      written.add(InsertRow.pending(transaction, row, clock.instant()));
    }
    commits.follow(transaction, written);
  }

  /** The same in a transaction of their own. */
  void commitPending(Store store, Store.Work<List<List<LoggedRecord>>> rows) {
    store.inTransaction(
        transaction -> {
          pending(transaction, rows.in(transaction));
          return true;
        });
  }
}
