// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.connectors.Capability;
import org.parley.api.crm.ContactRequested;
import org.parley.api.crm.ContactSynced;
import org.parley.connector.Outcome.Delivered;

/** Contacts arrive in CRMs; each change of one is handed over under a key of its own. */
final class Contacts implements Sink {
  @Override
  public Capability capability() {
    return Capability.CONTACT_UPSERT;
  }

  @Override
  public String type() {
    return "contact.requested";
  }

  @Override
  public Optional<Parcel> parcel(BusRecord record, UUID account) {
    return record.data() instanceof ContactRequested contact
            && contact.account().equals(account)
            && !contact.isErased()
        ? Optional.of(Parcel.of(record.id(), contact))
        : Optional.empty();
  }

  @Override
  public boolean parksRefused() {
    return true;
  }

  @Override
  public RecordData delivered(Parcel parcel, UUID account, Delivered outcome, Instant now) {
    UUID profile = ((ContactRequested) parcel.content()).profile();
    return new ContactSynced(profile, account, outcome.remoteId(), now);
  }

  @Override
  public Optional<RecordData> failed(
      Parcel parcel, UUID account, Fault fault, String reason, Instant now) {
    return Optional.empty();
  }
}
