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

  private final ThreadLocal<@Nullable String> reading = new ThreadLocal<>();

  /** Runs work that belongs to the trace of a record. */
  void during(LoggedRecord record, Runnable work) {
    String outer = reading.get();
    reading.set(traceOf(record));
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
    HexFormat hex = HexFormat.of();
    String span = hex.toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    return "00-" + trace + "-" + span + "-01";
  }

  /** A further step of the same trace. */
  static String child(String traceparent) {
    return traceparent.length() > TRACE_TO
        ? parent(traceparent.substring(TRACE_FROM, TRACE_TO))
        : traceparent;
  }

  /** The trace id that a record belongs to. */
  static String traceOf(LoggedRecord record) {
    return record
        .traceparent()
        .filter(parent -> parent.length() > TRACE_TO)
        .map(parent -> parent.substring(TRACE_FROM, TRACE_TO))
        .orElseGet(() -> hex(record.id()));
  }

  private static String hex(UUID id) {
    HexFormat format = HexFormat.of();
    return format.toHexDigits(id.getMostSignificantBits())
        + format.toHexDigits(id.getLeastSignificantBits());
  }
}
