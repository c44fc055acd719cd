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
import org.parley.api.messages.MessageFailed;
import org.parley.api.messages.MessageRequested;
import org.parley.api.messages.MessageSent;
import org.parley.connector.Outcome.Delivered;

/** Direct messages go out. */
final class Messages implements Sink {
  private final Leave leave;

  Messages(Leave leave) {
    this.leave = leave;
  }

  @Override
  public Capability capability() {
    return Capability.DIRECT_MESSAGE;
  }

  @Override
  public String type() {
    return "message.requested";
  }

  @Override
  public Optional<Parcel> parcel(BusRecord record, UUID account) {
    return record.data() instanceof MessageRequested message
            && message.account().equals(account)
            && !message.isErased()
        ? Optional.of(Parcel.of(message.message(), message))
        : Optional.empty();
  }

  @Override
  public List<Violation> check(Parcel parcel, RulesOfNetwork rules, Instant now) {
    var message = (MessageRequested) parcel.content();
    return rules.check(message.text(), message.theirLast(), now);
  }

  @Override
  public Optional<String> objection(Parcel parcel) {
    var message = (MessageRequested) parcel.content();
    return leave.objection(message.purpose(), message.profile());
  }

  @Override
  public RecordData delivered(Parcel parcel, UUID account, Delivered outcome, Instant now) {
    return new MessageSent(parcel.key(), account, outcome.remoteId(), now);
  }

  @Override
  public Optional<RecordData> failed(
      Parcel parcel, UUID account, Fault fault, String reason, Instant now) {
    return Optional.of(new MessageFailed(parcel.key(), account, fault, reason, now));
  }
}
