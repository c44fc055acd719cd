// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A set of row ids. Most are drawn one after the other, so neighbours are kept as one range. */
final class IdRanges {
  /** By their first id, the last one of ranges that do not touch. */
  private final NavigableMap<Long, Long> ranges = new TreeMap<>();

  void add(long id) {
    Map.Entry<Long, Long> before = ranges.floorEntry(id);
    if (before != null && before.getValue() >= id) {
      return;
    }
    long from = before != null && before.getValue() == id - 1 ? before.getKey() : id;
    Long behind = ranges.remove(id + 1);
    ranges.put(from, behind == null ? id : behind);
  }

  void remove(long id) {
    Map.Entry<Long, Long> range = ranges.floorEntry(id);
    if (range == null || range.getValue() < id) {
      return;
    }
    ranges.remove(range.getKey());
    if (range.getKey() < id) {
      ranges.put(range.getKey(), id - 1);
    }
    if (range.getValue() > id) {
      ranges.put(id + 1, range.getValue());
    }
  }

  void clear() {
    ranges.clear();
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** The lowest; where there is none, higher than any. */
  long first() {
    return ranges.isEmpty() ? Long.MAX_VALUE : ranges.firstKey();
  }

  /** The lowest ones. */
  List<Long> first(int most) {
    List<Long> ids = new ArrayList<>();
    for (Map.Entry<Long, Long> range : ranges.entrySet()) {
      for (long id = range.getKey(); id <= range.getValue(); id++) {
        if (ids.size() == most) {
          return ids;
        }
        ids.add(id);
      }
    }
    return ids;
  }
}
