// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parley.api.store.Transaction;
import org.parley.bus.internal.NumberRows.Numbered;

/**
 * Numbers committed rows by id. The positions are durable before any reader hears of them, so
 * whatever a group notes about a position stays true. Used by one thread.
 */
final class Sequencer {
  private final Database database;
  private final Unnumbered unnumbered;
  private final TopicLogs topics;
  private final SeenIds seen = new SeenIds();
  private final Map<String, TopicEnd> next = new HashMap<>();
  private boolean stale = true;

  Sequencer(Database database, Unnumbered unnumbered, TopicLogs topics) {
    this.database = database;
    this.unnumbered = unnumbered;
    this.topics = topics;
  }

  /**
   * Numbers what is committed and hands it to the readers.
   *
   * @return how many records that were; 0 when there is nothing more
   */
  int number() {
    if (stale) {
      refresh();
    }
    List<WrittenRow> rows = unnumbered.take();
    if (rows.isEmpty()) {
      return 0;
    }
    boolean numbered = false;
    try {
      commit(byTopic(rows)).forEach(this::publish);
      numbered = true;
    } finally {
      if (!numbered) {
        unnumbered.giveBack(rows);
        stale = true;
      }
    }
    return rows.stream().mapToInt(row -> row.records().size()).sum();
  }

  /** Follows what another hub numbers. */
  void follow() {
    unnumbered.pass();
    refresh();
    stale = true;
  }

  /** Learns anew how far the topics are, whoever numbered them. */
  private void refresh() {
    seen.forget();
    next.clear();
    next.putAll(database.store().read(NumberRows::ends));
    next.forEach((topic, end) -> topics.get(topic).advance(end.position() - 1));
    stale = false;
  }

  private static Map<String, List<WrittenRow>> byTopic(List<WrittenRow> rows) {
    Map<String, List<WrittenRow>> topics = new LinkedHashMap<>();
    rows.forEach(row -> topics.computeIfAbsent(row.topic(), any -> new ArrayList<>()).add(row));
    return topics;
  }

  private Map<String, List<Numbered>> commit(Map<String, List<WrittenRow>> rows) {
    List<SeenIds.Noting> notings = new ArrayList<>();
    Map<String, List<Numbered>> numbered =
        database
            .store()
            .inTransaction(
                transaction -> {
                  notings.clear();
                  Map<String, List<Numbered>> done = new LinkedHashMap<>();
                  rows.forEach(
                      (topic, written) -> {
                        SeenIds.Noting noting = seen.noting(transaction, topic);
                        notings.add(noting);
                        done.put(topic, number(transaction, topic, written, noting));
                      });
                  return done;
                });
    notings.forEach(SeenIds.Noting::keep);
    return numbered;
  }

  private List<Numbered> number(
      Transaction transaction, String topic, List<WrittenRow> rows, SeenIds.Noting noting) {
    TopicEnd known = next.get(topic);
    if (known == null) {
      NumberRows.beginTopic(transaction, topic);
      known = TopicEnd.BEGIN;
    }
    long position = known.position();
    List<Numbered> numbered = new ArrayList<>();
    for (WrittenRow row : rows) {
      BitSet repeated = noting.repeated(row.records());
      numbered.add(new Numbered(row.id(), new LogRow(position, row.records(), repeated)));
      position += row.records().size();
    }
    NumberRows.in(transaction, topic, known, numbered);
    noting.write(position - 1);
    return numbered;
  }

  private void publish(String topic, List<Numbered> numbered) {
    List<LogRow> rows = numbered.stream().map(Numbered::row).toList();
    TopicEnd end = next.getOrDefault(topic, TopicEnd.BEGIN);
    for (LogRow row : rows) {
      end = end.with(row);
    }
    next.put(topic, end);
    topics.publish(topic, rows);
  }
}
