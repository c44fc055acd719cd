// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.lang.ref.WeakReference;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The records of a row that is kept in memory: as they were written. What was read of them stays
 * for as long as no collection of garbage runs, so that groups which follow closely read it once,
 * and those collections have a few arrays to move instead of every part of every record.
 */
final class KeptRecords extends AbstractList<LoggedRecord> implements RandomAccess {
  private final RecordCodec codec;
  private final String topic;
  private final byte[][] written;
  private volatile WeakReference<LoggedRecord[]> read;

  private KeptRecords(RecordCodec codec, List<LoggedRecord> records) {
    this.codec = codec;
    this.topic = records.get(0).topic();
    this.written = new byte[records.size()][];
    for (int i = 0; i < written.length; i++) {
      written[i] = records.get(i).bytes();
    }
    this.read = new WeakReference<>(records.toArray(new LoggedRecord[0]));
  }

  /** Whether nothing is needed to read them anew but their bytes. */
  private static boolean canBe(List<LoggedRecord> records) {
    for (LoggedRecord record : records) {
      if (record.keyId().isPresent() || record.isBroken()) {
        return false;
      }
    }
    return true;
  }

  /**
   * The same records, kept so where they can be: those with personal parts have their keys in hand,
   * which only the tables could give again.
   */
  static List<LoggedRecord> of(RecordCodec codec, List<LoggedRecord> records) {
    return canBe(records) ? new KeptRecords(codec, records) : records;
  }

  @Override
  public LoggedRecord get(int index) {
    LoggedRecord[] records = read.get();
    if (records == null) {
      records = new LoggedRecord[written.length];
      read = new WeakReference<>(records);
    }
    LoggedRecord known = records[index];
    if (known == null) {
      known = codec.read(topic, written[index]);
      records[index] = known;
    }
    return known;
  }

  @Override
  public int size() {
    return written.length;
  }
}
