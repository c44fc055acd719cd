// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.parley.api.bus.BusRecord;

/**
 * Carries W3C trace contexts from what is read to what is written. The trace of a record that
 * begins one is its own id.
 */
final class Traces {
  private static final int TRACE_FROM = 3;
  private static final int TRACE_TO = 35;
  private static final int LENGTH = 55;
  private static final HexFormat HEX = HexFormat.of();

  private final ThreadLocal<@Nullable String> reading = new ThreadLocal<>();

  /** Runs work that belongs to the trace of a record. */
  void during(LoggedRecord record, Runnable work) {
    during(traceOf(record), work);
  }

  /** The same for a record that was handed out. */
  void during(BusRecord record, Runnable work) {
    during(traceOf(record.traceparent(), record.id()), work);
  }

  private void during(String trace, Runnable work) {
    String outer = reading.get();
    reading.set(trace);
    try {
      work.run();
    } finally {
      if (outer == null) {
        reading.remove();
      } else {
        reading.set(outer);
      }
    }
  }

  /** The record with a trace context: its own, that of the record being read, or a new one. */
  BusRecord carryOn(BusRecord record) {
    if (record.traceparent().isPresent()) {
      return record;
    }
    String current = reading.get();
    String trace = current != null ? current : hex(record.id());
    return new BusRecord(
        record.id(),
        record.source(),
        record.subject(),
        record.time(),
        record.partitionKey(),
        Optional.of(parent(trace)),
        record.data());
  }

  private static String parent(String trace) {
    StringBuilder parent = new StringBuilder(LENGTH).append("00-").append(trace).append('-');
    hex(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE), parent);
    return parent.append("-01").toString();
  }

  /** A further step of the same trace. */
  static String child(String traceparent) {
    return traceparent.length() > TRACE_TO
        ? parent(traceparent.substring(TRACE_FROM, TRACE_TO))
        : traceparent;
  }

  /** The hash of the trace id that a record belongs to, found without writing the id down. */
  static int hashOfTrace(LoggedRecord record) {
    String parent = record.traceparent().orElse("");
    if (parent.length() <= TRACE_TO) {
      return traceOf(record).hashCode();
    }
    int hash = 0;
    for (int at = TRACE_FROM; at < TRACE_TO; at++) {
      hash = 31 * hash + parent.charAt(at);
    }
    return hash;
  }

  /** The trace id that a record belongs to. */
  static String traceOf(LoggedRecord record) {
    return traceOf(record.traceparent(), record.id());
  }

  private static String traceOf(Optional<String> traceparent, UUID id) {
    return traceparent
        .filter(parent -> parent.length() > TRACE_TO)
        .map(parent -> parent.substring(TRACE_FROM, TRACE_TO))
        .orElseGet(() -> hex(id));
  }

  private static String hex(UUID id) {
    StringBuilder hex = new StringBuilder(TRACE_TO - TRACE_FROM);
    hex(id.getMostSignificantBits(), hex);
    hex(id.getLeastSignificantBits(), hex);
    return hex.toString();
  }

  private static void hex(long bits, StringBuilder into) {
    for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
      into.append(HEX.toLowHexDigit((int) (bits >>> shift)));
    }
  }
}
