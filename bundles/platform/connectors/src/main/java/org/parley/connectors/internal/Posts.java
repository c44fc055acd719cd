// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.parley.api.Fault;
import org.parley.api.Violation;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.campaigns.PostFailed;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Capability;
import org.parley.connector.Outcome.Delivered;

/** Teasers become posts. */
final class Posts implements Sink {
  private static final Pattern LINK = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);

  @Override
  public Capability capability() {
    return Capability.PUBLISH;
  }

  @Override
  public String type() {
    return "post.requested";
  }

  @Override
  public Optional<Parcel> parcel(BusRecord record, UUID account) {
    if (!(record.data() instanceof PostRequested post) || !post.account().equals(account)) {
      return Optional.empty();
    }
    Parcel parcel = Parcel.of(post.post(), post.teaser());
    return Optional.of(post.follows().map(first -> parcel.on(first)).orElse(parcel));
  }

  /** Checked when it was planned, too; the network's rules may have changed since. */
  @Override
  public List<Violation> check(Parcel parcel, RulesOfNetwork rules, Instant now) {
    return rules.check((Teaser) parcel.content());
  }

  @Override
  public boolean holdsLink(Parcel parcel) {
    return holdsLink((Teaser) parcel.content());
  }

  static boolean holdsLink(Teaser teaser) {
    return LINK.matcher(teaser.text()).find();
  }

  @Override
  public RecordData delivered(Parcel parcel, UUID account, Delivered outcome, Instant now) {
    return new PostPublished(parcel.key(), account, outcome.remoteId(), outcome.permalink(), now);
  }

  @Override
  public Optional<RecordData> failed(
      Parcel parcel, UUID account, Fault fault, String reason, Instant now) {
    return Optional.of(new PostFailed(parcel.key(), account, fault, reason));
  }
}
