// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import org.parley.api.InvalidInput;
import org.parley.api.bus.BusRecord;

/** Prepares records for the log: their trace, their limits, their bytes. */
final class Outgoing {
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_KEY = 512;

  private final RecordCodec codec;
  private final Traces traces;

  Outgoing(RecordCodec codec, Traces traces) {
    this.codec = codec;
    this.traces = traces;
  }

  List<LoggedRecord> write(List<BusRecord> records) {
    return records.stream().map(this::write).toList();
  }

  private LoggedRecord write(BusRecord record) {
    requireAtMost("topic", record.topic(), LONGEST_NAME);
    requireAtMost("type", record.type(), LONGEST_NAME);
    requireAtMost("partitionKey", record.partitionKey(), LONGEST_KEY);
    return codec.write(traces.carryOn(record));
  }

  private static void requireAtMost(String name, String value, int most) {
    if (value.length() > most) {
      throw new InvalidInput(name, "'" + value + "' is longer than " + most + " characters");
    }
  }
}
