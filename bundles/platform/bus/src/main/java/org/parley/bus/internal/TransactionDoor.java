// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
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
  private final Commits commits;
  private final InstantSource clock;

  TransactionDoor(Outgoing outgoing, Commits commits, InstantSource clock) {
    this.outgoing = outgoing;
    this.commits = commits;
    this.clock = clock;
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
    if (records.isEmpty()) {
      return;
    }
    List<WrittenRow> rows = new ArrayList<>();
    for (List<LoggedRecord> row : rows(records)) {
      rows.add(InsertRow.in(transaction, row, clock.instant()));
    }
    commits.follow(transaction, rows);
  }

  /** Cut by topic, and where one topic's records are too many for a row, by size. */
  static List<List<LoggedRecord>> rows(List<LoggedRecord> records) {
    Map<String, RowCut> topics = new LinkedHashMap<>();
    for (LoggedRecord record : records) {
      topics.computeIfAbsent(record.topic(), any -> new RowCut()).add(record);
    }
    return topics.values().stream().flatMap(cut -> cut.rows().stream()).toList();
  }
}
