// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.mail.MailRequested;
import org.parley.api.store.Transaction;

/** What one unit of work has to say on the bus, in order. */
final class Said {
  private static final String SOURCE = "/profiling";

  private final Instant now;
  private final List<BusRecord> records = new ArrayList<>();

  Said(Instant now) {
    this.now = now.truncatedTo(ChronoUnit.MICROS);
  }

  Instant now() {
    return now;
  }

  void of(UUID profile, RecordData data) {
    records.add(BusRecord.of(SOURCE, profile.toString(), now, data));
  }

  /** A mail is in order with all others to its address. */
  void of(MailRequested mail) {
    String key = HexFormat.of().formatHex(Derived.sha256(mail.address()));
    records.add(
        new BusRecord(
            Ids.next(now), SOURCE, mail.mail().toString(), now, key, Optional.empty(), mail));
  }

  /** Says it when the transaction commits. */
  void appendTo(Bus bus, Transaction transaction) {
    if (!records.isEmpty()) {
      bus.append(transaction, records);
    }
  }
}
