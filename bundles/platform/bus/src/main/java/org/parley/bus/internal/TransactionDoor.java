// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.parley.api.bus.BusRecord;
import org.parley.api.store.Transaction;

/**
 * The door for callers with a transaction of their own: what they append is gathered and written
 * just before the commit, one row for each topic.
 */
final class TransactionDoor {
  private final Map<Transaction, List<Outgoing.Written>> gathered =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final Outgoing outgoing;
  private final RowWriter writer;

  TransactionDoor(Outgoing outgoing, RowWriter writer) {
    this.outgoing = outgoing;
    this.writer = writer;
  }

  void append(Transaction transaction, List<BusRecord> records) {
    Outgoing.Written written = outgoing.write(records);
    List<Outgoing.Written> mine = gathered.get(transaction);
    if (mine == null) {
      mine = new ArrayList<>();
      gathered.put(transaction, mine);
      transaction.beforeCommit(this::write);
      transaction.afterRollback(() -> gathered.remove(transaction));
    }
    mine.add(written);
  }

  private void write(Transaction transaction) {
    List<Outgoing.Written> mine = gathered.remove(transaction);
    if (mine == null) {
      return;
    }
    List<LoggedRecord> records = outgoing.in(transaction, mine);
    if (!records.isEmpty()) {
      writer.pending(transaction, RowCut.rows(records));
    }
  }
}
