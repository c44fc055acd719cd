// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.Violation;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Capability;
import org.parley.api.mentions.ReplyFailed;
import org.parley.api.mentions.ReplyPublished;
import org.parley.api.mentions.ReplyRequested;
import org.parley.connector.Outcome.Delivered;
import org.parley.connector.Standing;

/** What people say in public is answered there. */
final class Replies implements Sink {
  @Override
  public Capability capability() {
    return Capability.REPLY;
  }

  @Override
  public String type() {
    return "reply.requested";
  }

  @Override
  public Optional<Parcel> parcel(BusRecord record, UUID account) {
    if (!(record.data() instanceof ReplyRequested reply)
        || !reply.account().equals(account)
        || reply.isErased()) {
      return Optional.empty();
    }
    var answered = new Standing(reply.answers(), reply.address());
    return Optional.of(Parcel.of(reply.reply(), reply).on(answered));
  }

  /** A reply keeps to what a post must keep to. */
  @Override
  public List<Violation> check(Parcel parcel, RulesOfNetwork rules, Instant now) {
    return rules.check(teaser(parcel));
  }

  @Override
  public boolean holdsLink(Parcel parcel) {
    return Posts.holdsLink(teaser(parcel));
  }

  @Override
  public RecordData delivered(Parcel parcel, UUID account, Delivered outcome, Instant now) {
    return new ReplyPublished(parcel.key(), account, outcome.remoteId(), outcome.permalink(), now);
  }

  @Override
  public Optional<RecordData> failed(
      Parcel parcel, UUID account, Fault fault, String reason, Instant now) {
    return Optional.of(new ReplyFailed(parcel.key(), account, fault, reason, now));
  }

  private static Teaser teaser(Parcel parcel) {
    var reply = (ReplyRequested) parcel.content();
    return new Teaser(
        reply.text(), Locale.ROOT, Optional.empty(), Optional.empty(), List.of(), List.of());
  }
}
