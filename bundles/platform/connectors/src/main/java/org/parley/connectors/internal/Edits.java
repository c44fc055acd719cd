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
import org.parley.api.campaigns.ChangeFailed;
import org.parley.api.campaigns.PostChanged;
import org.parley.api.campaigns.PostRewritten;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Capability;
import org.parley.connector.Outcome.Delivered;

/** Posts that stand become what they were rewritten to. */
final class Edits implements Sink {
  @Override
  public Capability capability() {
    return Capability.EDIT;
  }

  @Override
  public String type() {
    return "post.rewritten";
  }

  @Override
  public Optional<Parcel> parcel(BusRecord record, UUID account) {
    return record.data() instanceof PostRewritten rewritten && rewritten.account().equals(account)
        ? Optional.of(Parcel.of(rewritten.revision(), rewritten.teaser()).on(rewritten.post()))
        : Optional.empty();
  }

  @Override
  public List<Violation> check(Parcel parcel, RulesOfNetwork rules, Instant now) {
    return rules.check((Teaser) parcel.content());
  }

  @Override
  public boolean holdsLink(Parcel parcel) {
    return Posts.holdsLink((Teaser) parcel.content());
  }

  @Override
  public RecordData delivered(Parcel parcel, UUID account, Delivered outcome, Instant now) {
    return new PostChanged(post(parcel), account, parcel.key(), outcome.permalink(), now);
  }

  @Override
  public Optional<RecordData> failed(
      Parcel parcel, UUID account, Fault fault, String reason, Instant now) {
    return Optional.of(
        new ChangeFailed(
            post(parcel),
            account,
            ChangeFailed.Change.EDIT,
            fault,
            reason,
            Optional.of(parcel.key())));
  }

  private static UUID post(Parcel parcel) {
    return parcel.post().orElseThrow();
  }
}
