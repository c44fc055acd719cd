// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.Violation;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.connectors.Capability;
import org.parley.connector.Outcome.Delivered;
import org.parley.connector.Standing;

/** What the records of one capability are, on the bus and towards a connector. */
interface Sink {
  Capability capability();

  /** The type of the records that ask for it. */
  String type();

  /** What is to be handed over; empty when the record is not meant for that account. */
  Optional<Parcel> parcel(BusRecord record, UUID account);

  /** Everything for which the system would refuse it, known without asking. */
  default List<Violation> check(Parcel parcel, RulesOfNetwork rules, Instant now) {
    return List.of();
  }

  /** Whether what is handed over holds a link, which may cost more. */
  default boolean holdsLink(Parcel parcel) {
    return false;
  }

  /** What forbids to hand it over at this moment, one sentence; asked before each attempt. */
  default Optional<String> objection(Parcel parcel) {
    return Optional.empty();
  }

  /** Whether what the system refuses is parked, because nobody reads that it has. */
  default boolean parksRefused() {
    return false;
  }

  /** What is said once the system holds it. */
  RecordData delivered(Parcel parcel, UUID account, Delivered outcome, Instant now);

  /**
   * What is said when it will not be handed over unless somebody acts; empty where nobody reads
   * that.
   */
  Optional<RecordData> failed(Parcel parcel, UUID account, Fault fault, String reason, Instant now);

  /** The same when it may or may not have arrived. */
  default Optional<RecordData> unclear(Parcel parcel, UUID account, String reason, Instant now) {
    return failed(parcel, account, Fault.SETTINGS, reason, now);
  }

  /**
   * @param key the idempotency key
   * @param content what the connector's route gets
   * @param addressed whether the account is named; else the standard account takes it
   * @param post of ours that this is done to, which the account must have published
   * @param standing something of others that this is done to
   */
  record Parcel(
      UUID key,
      Object content,
      boolean addressed,
      Optional<UUID> post,
      Optional<Standing> standing) {
    /** For an account that is named, done to nothing that stands. */
    static Parcel of(UUID key, Object content) {
      return new Parcel(key, content, true, Optional.empty(), Optional.empty());
    }

    /** For whichever account is the standard one. */
    Parcel unaddressed() {
      return new Parcel(key, content, false, post, standing);
    }

    Parcel on(UUID ours) {
      return new Parcel(key, content, addressed, Optional.of(ours), standing);
    }

    Parcel on(Standing theirs) {
      return new Parcel(key, content, addressed, post, Optional.of(theirs));
    }
  }
}
