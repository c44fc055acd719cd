// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Short hashes of the record ids and trace ids of a row, so that a record or a trace is found by
 * reading few bodies. A hash that matches proves nothing; one that is missing does.
 */
final class Marks {
  private Marks() {}

  static byte[] of(List<LoggedRecord> records) {
    Set<Integer> marks = new LinkedHashSet<>();
    for (LoggedRecord record : records) {
      marks.add(record.id().hashCode());
      marks.add(Traces.traceOf(record).hashCode());
    }
    ByteBuffer bytes = ByteBuffer.allocate(marks.size() * Integer.BYTES);
    marks.forEach(bytes::putInt);
    return bytes.array();
  }

  static boolean mayHold(byte[] marks, Object idOrTrace) {
    IntBuffer hashes = ByteBuffer.wrap(marks).asIntBuffer();
    while (hashes.hasRemaining()) {
      if (hashes.get() == idOrTrace.hashCode()) {
        return true;
      }
    }
    return false;
  }
}
