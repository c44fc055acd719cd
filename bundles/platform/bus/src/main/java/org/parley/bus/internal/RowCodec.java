// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Joins the written records of one log row into its body and takes them apart again. */
final class RowCodec {
  private static final byte FORMAT = 1;
  private static final int HEAD = 1 + Integer.BYTES;

  private final RecordCodec records;

  RowCodec(RecordCodec records) {
    this.records = records;
  }

  /** How a single record is read. */
  RecordCodec single() {
    return records;
  }

  static byte[] body(List<LoggedRecord> row) {
    int size = HEAD;
    for (LoggedRecord record : row) {
      size += Integer.BYTES + record.bytes().length;
    }
    ByteBuffer body = ByteBuffer.allocate(size).put(FORMAT).putInt(row.size());
    for (LoggedRecord record : row) {
      body.putInt(record.bytes().length).put(record.bytes());
    }
    return body.array();
  }

  /**
   * The records of a row, as many as it was given. Broken ones stand for what cannot be read; the
   * first of them carries the whole body.
   *
   * @param count how many the row is known to hold
   */
  List<LoggedRecord> records(String topic, int count, byte[] body) {
    List<LoggedRecord> found = new ArrayList<>(count);
    ByteBuffer bytes = ByteBuffer.wrap(body);
    try {
      if (bytes.get() == FORMAT && bytes.getInt() == count) {
        for (int i = 0; i < count; i++) {
          byte[] record = new byte[lengthWithin(bytes)];
          bytes.get(record);
          found.add(records.read(topic, record));
        }
      }
    } catch (BufferUnderflowException e) {
      bytes.position(bytes.limit());
    }
    int readable = found.size();
    while (found.size() < count) {
      byte[] kept = found.size() == readable ? body : new byte[] {(byte) found.size()};
      found.add(LoggedRecord.unreadable(topic, kept, "The row is broken from here on"));
    }
    return found;
  }

  private static int lengthWithin(ByteBuffer bytes) {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    return length;
  }
}
