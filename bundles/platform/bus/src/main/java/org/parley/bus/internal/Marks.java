// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Short hashes of the record ids and trace ids of a row, so that a record or a trace is found by
 * reading few bodies. A hash that matches proves nothing; one that is missing does.
 */
final class Marks {
  private Marks() {}

  static byte[] of(List<LoggedRecord> records) {
    int[] all = new int[2 * records.size()];
    int count = 0;
    for (LoggedRecord record : records) {
      all[count++] = record.id().hashCode();
      all[count++] = Traces.hashOfTrace(record);
    }
    int[] marks = distinct(all);
    ByteBuffer bytes = ByteBuffer.allocate(marks.length * Integer.BYTES);
    bytes.asIntBuffer().put(marks);
    return bytes.array();
  }

  private static int[] distinct(int[] all) {
    Arrays.sort(all);
    int count = 0;
    for (int at = 0; at < all.length; at++) {
      if (at == 0 || all[at] != all[at - 1]) {
        all[count++] = all[at];
      }
    }
    return Arrays.copyOf(all, count);
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
