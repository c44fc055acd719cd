// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of the log that has been written and has no position yet.
 *
 * @param id its id in the log
 */
record WrittenRow(long id, String topic, List<LoggedRecord> records) {
  /** The most records in one row. */
  static final int MOST_RECORDS = 256;

  /** A row is closed at this size; only a single larger record exceeds it. */
  static final int MOST_BYTES = 64 * 1024;

  /** About what it takes in memory. */
  long memory() {
    return LoggedRecord.memory(records);
  }

  /** In the order in which they are given. */
  static Map<String, List<WrittenRow>> byTopic(List<WrittenRow> rows) {
    Map<String, List<WrittenRow>> topics = new LinkedHashMap<>();
    rows.forEach(row -> topics.computeIfAbsent(row.topic(), any -> new ArrayList<>()).add(row));
    return topics;
  }
}
