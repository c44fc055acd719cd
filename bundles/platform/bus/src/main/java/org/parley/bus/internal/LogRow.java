// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A numbered row of the log.
 *
 * @param first the position of its first record
 * @param repeated by index, the records whose id stood in the topic before
 * @param types of its records, so that who wants none of them passes over the row
 */
record LogRow(long first, List<LoggedRecord> records, BitSet repeated, Set<String> types) {
  /** About what a record takes in memory besides its written form and the same again when read. */
  private static final int OBJECTS = 400;

  LogRow(long first, List<LoggedRecord> records, BitSet repeated) {
    this(first, records, repeated, types(records));
  }

  private static Set<String> types(List<LoggedRecord> records) {
    Set<String> types = new HashSet<>();
    records.forEach(record -> types.add(record.type()));
    return types;
  }

  long last() {
    return first + records.size() - 1;
  }

  boolean holds(long position) {
    return first <= position && position <= last();
  }

  LoggedRecord at(long position) {
    return records.get((int) (position - first));
  }

  boolean isRepeated(long position) {
    return repeated.get((int) (position - first));
  }

  /** What its records take in the log. */
  long bytes() {
    return records.stream().mapToLong(record -> record.bytes().length).sum();
  }

  /** About what it takes in memory once it has been read. */
  long held() {
    return records.stream().mapToLong(record -> 2L * record.bytes().length + OBJECTS).sum();
  }
}
