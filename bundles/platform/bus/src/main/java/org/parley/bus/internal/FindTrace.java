// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/**
 * The records of one trace. They lie in the log from the one on that began it; short hashes beside
 * the rows tell which bodies are worth reading.
 */
final class FindTrace {
  private static final int MOST_STEPS = 1_000;
  private static final int CHUNK = 500;

  /** How many rows of the log may lie between two records of a trace. */
  private static final int LONGEST_GAP = 20_000;

  private static final long LONGEST_SEARCH = TimeUnit.SECONDS.toNanos(3);

  private static final String AROUND =
      """
      SELECT topic, position, log_id, marks FROM bus_sequence
      WHERE topic = :topic AND position > :after AND position <= :upTo ORDER BY position
      """;

  private static final String ONWARD =
      """
      SELECT topic, position, log_id, marks FROM bus_sequence
      WHERE log_id > :after ORDER BY log_id FETCH FIRST 500 ROWS ONLY
      """;

  private final Transaction transaction;
  private final RowCodec codec;
  private final int longestGap;

  FindTrace(Transaction transaction, RowCodec codec) {
    this(transaction, codec, LONGEST_GAP);
  }

  FindTrace(Transaction transaction, RowCodec codec, int longestGap) {
    this.transaction = transaction;
    this.codec = codec;
    this.longestGap = longestGap;
  }

  /** Where a record stands in any of the topics. */
  Optional<Step> find(Iterable<TopicLog> topics, UUID id) {
    for (TopicLog topic : topics) {
      Optional<Step> found =
          SeenIds.find(transaction, topic.name(), id).flatMap(upTo -> near(topic.name(), upTo, id));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Step> near(String topic, long upTo, UUID id) {
    long window = (long) FindPending.MOST * WrittenRow.MOST_RECORDS;
    return transaction
        .sql(AROUND)
        .bind("topic", topic)
        .bind("after", upTo - window)
        .bind("upTo", upTo)
        .list(Marked::of)
        .stream()
        .filter(row -> Marks.mayHold(row.marks, id))
        .flatMap(row -> steps(row).stream())
        .filter(step -> step.record.id().equals(id))
        .min(Comparator.comparingLong(Step::position));
  }

  /**
   * Those of a trace, as far as they follow on each other: nothing tells that a trace has ended,
   * and the log may be long.
   *
   * @param from the log's id of the row that holds the first of them
   */
  List<Step> all(String trace, long from) {
    List<Step> found = new ArrayList<>();
    long until = System.nanoTime() + LONGEST_SEARCH;
    int gap = 0;
    List<Marked> rows = onward(from - 1);
    while (!rows.isEmpty() && System.nanoTime() < until) {
      for (Marked row : rows) {
        List<Step> steps = steps(row, trace);
        found.addAll(steps);
        gap = steps.isEmpty() ? gap + 1 : 0;
        if (gap > longestGap || found.size() >= MOST_STEPS) {
          return found;
        }
      }
      rows = rows.size() < CHUNK ? List.of() : onward(rows.get(rows.size() - 1).log);
    }
    return found;
  }

  private List<Step> steps(Marked row, String trace) {
    return Marks.mayHold(row.marks, trace)
        ? steps(row).stream().filter(step -> Traces.traceOf(step.record).equals(trace)).toList()
        : List.of();
  }

  private List<Marked> onward(long after) {
    return transaction.sql(ONWARD).bind("after", after).list(Marked::of);
  }

  private List<Step> steps(Marked row) {
    List<Step> steps = new ArrayList<>();
    for (LogRow found : FindRows.in(transaction, codec, row.topic, row.position, row.position)) {
      for (long at = found.first(); at <= found.last(); at++) {
        if (!found.isRepeated(at)) {
          steps.add(new Step(at, row.log, found.at(at)));
        }
      }
    }
    return steps;
  }

  /**
   * @param log the id of its row
   */
  record Step(long position, long log, LoggedRecord record) {}

  private record Marked(String topic, long position, long log, byte[] marks) {
    static Marked of(Row row) {
      return new Marked(
          row.text("topic"), row.number("position"), row.number("log_id"), row.bytes("marks"));
    }
  }
}
