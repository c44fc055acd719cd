// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts the records of one topic into rows. */
final class RowCut {
  private final List<List<LoggedRecord>> rows = new ArrayList<>();
  private List<LoggedRecord> current = new ArrayList<>();
  private int bytes;

  /** Cut by topic, and where one topic's records are too many for a row, by size. */
  static List<List<LoggedRecord>> rows(List<LoggedRecord> records) {
    Map<String, RowCut> topics = new LinkedHashMap<>();
    for (LoggedRecord record : records) {
      topics.computeIfAbsent(record.topic(), any -> new RowCut()).add(record);
    }
    return topics.values().stream().flatMap(cut -> cut.rows().stream()).toList();
  }

  private void add(LoggedRecord record) {
    int size = record.bytes().length;
    boolean full =
        current.size() == WrittenRow.MOST_RECORDS || bytes + size > WrittenRow.MOST_BYTES;
    if (full && !current.isEmpty()) {
      close();
    }
    current.add(record);
    bytes += size;
  }

  private List<List<LoggedRecord>> rows() {
    if (!current.isEmpty()) {
      close();
    }
    return rows;
  }

  private void close() {
    rows.add(current);
    current = new ArrayList<>();
    bytes = 0;
  }
}
