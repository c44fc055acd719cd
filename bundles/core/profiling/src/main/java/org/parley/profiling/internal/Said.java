// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.parley.api.Ids;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.mail.MailRequested;
import org.parley.api.store.Transaction;

/** What one unit of work has to say on the bus, in order. */
final class Said {
  private static final String SOURCE = "/profiling";

  /** Lengths within 00-(32 digits)-(16 digits)-01. */
  private static final int SPAN = 36;

  private static final int FLAGS = 52;
  private static final int TRACEPARENT = 55;

  private final Instant now;
  private final List<BusRecord> records = new ArrayList<>();
  private final Set<String> erased = new TreeSet<>();
  private Optional<String> trace = Optional.empty();

  Said(Instant now) {
    this.now = now.truncatedTo(ChronoUnit.MICROS);
  }

  Instant now() {
    return now;
  }

  /** What is said from now on is said because of that record, and carries on its trace. */
  void because(BusRecord cause) {
    trace = step(cause);
  }

  void of(UUID profile, RecordData data) {
    add(profile, data, trace);
  }

  void of(UUID profile, RecordData data, BusRecord cause) {
    add(profile, data, step(cause));
  }

  private void add(UUID profile, RecordData data, Optional<String> step) {
    String subject = profile.toString();
    records.add(new BusRecord(Ids.next(now), SOURCE, subject, now, subject, step, data));
  }

  /** The next step of a record's trace, as the W3C writes it; empty when it has none. */
  private static Optional<String> step(BusRecord cause) {
    HexFormat hex = HexFormat.of();
    long span = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    return cause
        .traceparent()
        .filter(parent -> parent.length() == TRACEPARENT)
        .map(parent -> parent.substring(0, SPAN) + hex.toHexDigits(span) + parent.substring(FLAGS));
  }

  /** A mail is in order with all others to its address. */
  void of(MailRequested mail) {
    records.add(mail.asRecord(SOURCE, now, trace));
  }

  /** Nobody is to read any more what records under these partition keys tell of a person. */
  void erase(Set<String> partitionKeys) {
    erased.addAll(partitionKeys);
  }

  /** Says it when the transaction commits. */
  void appendTo(Bus bus, Transaction transaction) {
    if (!erased.isEmpty()) {
      bus.erase(transaction, erased);
    }
    if (!records.isEmpty()) {
      bus.append(transaction, records);
    }
  }
}
