// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.connectors.Capability;
import org.parley.api.mail.AddressSuppressed;
import org.parley.api.mail.SuppressionSynced;
import org.parley.connector.Outcome.Delivered;

/** Each gateway that keeps a list of addresses that get no mail hears of each of them. */
final class Suppressions implements Sink {
  @Override
  public Capability capability() {
    return Capability.SUPPRESSION;
  }

  @Override
  public String type() {
    return "address.suppressed";
  }

  /** Handed over under a key of its own for each account. */
  @Override
  public Optional<Parcel> parcel(BusRecord record, UUID account) {
    return record.data() instanceof AddressSuppressed suppressed && !suppressed.address().isEmpty()
        ? Optional.of(Parcel.of(ShortKey.of(suppressed.suppression() + "/" + account), suppressed))
        : Optional.empty();
  }

  @Override
  public boolean parksRefused() {
    return true;
  }

  @Override
  public RecordData delivered(Parcel parcel, UUID account, Delivered outcome, Instant now) {
    UUID suppression = ((AddressSuppressed) parcel.content()).suppression();
    return new SuppressionSynced(suppression, account, now);
  }

  @Override
  public Optional<RecordData> failed(
      Parcel parcel, UUID account, Fault fault, String reason, Instant now) {
    return Optional.empty();
  }
}
