// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.bus.internal.NumberRows.Numbered;

/**
 * Gives positions, in one turn after the other: a turn lasts from before its transaction until what
 * became of that is known. So positions are committed in their order, whoever gives them, and
 * readers hear of none before: whatever a group notes about a position stays true.
 */
final class Positions {
  private final Store store;
  private final TopicLogs topics;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final SeenIds seen = new SeenIds();
  private final Map<String, TopicEnd> next = new HashMap<>();
  private boolean stale = true;

  Positions(Store store, TopicLogs topics) {
    this.store = store;
    this.topics = topics;
  }

  /** Runs the work while nobody else gives positions. */
  <T> T inTurn(Supplier<T> work) {
    turn.lock();
    try {
      if (stale) {
        refresh();
      }
      return work.get();
    } finally {
      turn.unlock();
    }
  }

  /** Follows what another hub numbers. */
  void follow() {
    turn.lock();
    try {
      refresh();
      stale = true;
    } finally {
      turn.unlock();
    }
  }

  /** Learns anew how far the topics are, whoever numbered them. */
  private void refresh() {
    seen.forget();
    next.clear();
    next.putAll(store.read(NumberRows::ends));
    next.forEach((topic, end) -> topics.get(topic).advance(end.position() - 1));
    stale = false;
  }

  /**
   * Runs a transaction that gives positions, and hands their rows to the readers. Only in a turn.
   * Where it fails the tables are asked for the ends of the topics: it may be committed after all.
   */
  void commit(Consumer<Giving> work) {
    stale = true;
    Giving given =
        store.inTransaction(
            transaction -> {
              Giving giving = new Giving(transaction);
              work.accept(giving);
              return giving;
            });
    stale = false;
    given.notings.forEach(SeenIds.Noting::keep);
    given.rows.forEach(this::publish);
  }

  private void publish(String topic, List<LogRow> rows) {
    TopicEnd end = next.getOrDefault(topic, TopicEnd.BEGIN);
    for (LogRow row : rows) {
      end = end.with(row);
    }
    next.put(topic, end);
    topics.publish(topic, rows);
  }

  /** The positions that one transaction gives. */
  final class Giving {
    private final Transaction transaction;
    private final List<SeenIds.Noting> notings = new ArrayList<>();
    private final Map<String, List<LogRow>> rows = new LinkedHashMap<>();

    private Giving(Transaction transaction) {
      this.transaction = transaction;
    }

    Transaction transaction() {
      return transaction;
    }

    /** Gives rows of a topic their positions, in this order; each topic once. */
    void number(String topic, List<WrittenRow> written) {
      TopicEnd known = next.get(topic);
      if (known == null) {
        NumberRows.beginTopic(transaction, topic);
        known = TopicEnd.BEGIN;
      }
      SeenIds.Noting noting = seen.noting(transaction, topic);
      long position = known.position();
      List<Numbered> numbered = new ArrayList<>();
      for (WrittenRow row : written) {
        BitSet repeated = noting.repeated(row.records());
        numbered.add(new Numbered(row.id(), new LogRow(position, row.records(), repeated)));
        position += row.records().size();
      }
      NumberRows.in(transaction, topic, known, numbered);
      noting.write(position - 1);
      notings.add(noting);
      rows.put(topic, numbered.stream().map(Numbered::row).toList());
    }
  }
}
