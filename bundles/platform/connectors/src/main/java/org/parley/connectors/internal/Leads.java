// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.connectors.Capability;
import org.parley.api.crm.CrmSynced;
import org.parley.api.leads.LeadAssigned;
import org.parley.connector.Outcome.Delivered;

/**
 * Leads arrive in CRMs; one that is assigned again is handed over again, under a key of its own.
 */
final class Leads implements Sink {
  @Override
  public Capability capability() {
    return Capability.LEAD_UPSERT;
  }

  @Override
  public String type() {
    return "lead.assigned";
  }

  @Override
  public Optional<Parcel> parcel(BusRecord record, UUID account) {
    return record.data() instanceof LeadAssigned lead
            && lead.account().filter(account::equals).isPresent()
            && !lead.isErased()
        ? Optional.of(Parcel.of(record.id(), lead))
        : Optional.empty();
  }

  @Override
  public boolean parksRefused() {
    return true;
  }

  @Override
  public RecordData delivered(Parcel parcel, UUID account, Delivered outcome, Instant now) {
    return new CrmSynced(
        ((LeadAssigned) parcel.content()).lead(), account, outcome.remoteId(), now);
  }

  @Override
  public Optional<RecordData> failed(
      Parcel parcel, UUID account, Fault fault, String reason, Instant now) {
    return Optional.empty();
  }
}
