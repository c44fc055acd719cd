// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.campaigns.ChangeFailed;
import org.parley.api.campaigns.PostRemoved;
import org.parley.api.campaigns.PostWithdrawn;
import org.parley.api.connectors.Capability;
import org.parley.connector.Outcome.Delivered;

/** Posts that stand are taken back. */
final class Deletes implements Sink {
  @Override
  public Capability capability() {
    return Capability.DELETE;
  }

  @Override
  public String type() {
    return "post.withdrawn";
  }

  @Override
  public Optional<Parcel> parcel(BusRecord record, UUID account) {
    return record.data() instanceof PostWithdrawn withdrawn && withdrawn.account().equals(account)
        ? Optional.of(Parcel.of(withdrawn.post(), withdrawn).on(withdrawn.post()))
        : Optional.empty();
  }

  @Override
  public RecordData delivered(Parcel parcel, UUID account, Delivered outcome, Instant now) {
    return new PostRemoved(parcel.key(), account, now);
  }

  @Override
  public Optional<RecordData> failed(
      Parcel parcel, UUID account, Fault fault, String reason, Instant now) {
    return Optional.of(
        new ChangeFailed(
            parcel.key(), account, ChangeFailed.Change.DELETE, fault, reason, Optional.empty()));
  }
}
