// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.BitSet;
import java.util.List;

/**
 * A numbered row of the log.
 *
 * @param first the position of its first record
 * @param repeated by index, the records whose id stood in the topic before
 */
record LogRow(long first, List<LoggedRecord> records, BitSet repeated) {
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

  int bytes() {
    return records.stream().mapToInt(record -> record.bytes().length).sum();
  }
}
