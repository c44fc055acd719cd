// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.List;

/** Cuts the records of one topic into rows. */
final class RowCut {
  private final List<List<LoggedRecord>> rows = new ArrayList<>();
  private List<LoggedRecord> current = new ArrayList<>();
  private int bytes;

  void add(LoggedRecord record) {
    int size = record.bytes().length;
    boolean full =
        current.size() == WrittenRow.MOST_RECORDS || bytes + size > WrittenRow.MOST_BYTES;
    if (full && !current.isEmpty()) {
      close();
    }
    current.add(record);
    bytes += size;
  }

  /** All rows; nothing may be added afterwards. */
  List<List<LoggedRecord>> rows() {
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
