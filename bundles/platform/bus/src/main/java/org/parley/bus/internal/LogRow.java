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
 * @param bytes what its records take in the log
 */
record LogRow(
    long first, List<LoggedRecord> records, BitSet repeated, Set<String> types, long bytes) {
  /** About what a record takes besides its bytes when it lies there as it was written. */
  private static final int ARRAY = 24;

  /** About what a row takes besides its records. */
  private static final int ROW = 300;

  LogRow(long first, List<LoggedRecord> records, BitSet repeated) {
    this(first, records, repeated, types(records), bytes(records));
  }

  private static long bytes(List<LoggedRecord> records) {
    long bytes = 0;
    for (LoggedRecord record : records) {
      bytes += record.bytes().length;
    }
    return bytes;
  }

  /** The same row as it is kept in memory. */
  LogRow kept(RecordCodec codec) {
    return new LogRow(first, KeptRecords.of(codec, records), repeated, types, bytes);
  }

  private static Set<String> types(List<LoggedRecord> records) {
    Set<String> types = new HashSet<>();
    records.forEach(record -> types.add(record.type()));
    return Set.copyOf(types);
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

  /** About what it keeps in memory; what it could do without is not counted. */
  long memory() {
    return records instanceof KeptRecords
        ? ROW + bytes + (long) ARRAY * records.size()
        : ROW + LoggedRecord.memory(records);
  }
}
