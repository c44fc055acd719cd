// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Accounts;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.Mailing;
import org.parley.api.campaigns.MailingPlanned;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.Post;
import org.parley.api.campaigns.PostPlanned;
import org.parley.api.links.LinkRequested;
import org.parley.api.links.Origin;
import org.parley.api.store.Transaction;

/**
 * Lays a new message out over its campaign's accounts and audience: a post each, a mailing, and a
 * short link for every one of them.
 */
final class PlanMessage {
  /** The network that a click from a mailing is counted for. */
  static final String EMAIL = "email";

  private final Bus bus;
  private final Accounts accounts;
  private final InstantSource clock;

  PlanMessage(Bus bus, Accounts accounts, InstantSource clock) {
    this.bus = bus;
    this.accounts = accounts;
    this.clock = clock;
  }

  void plan(Transaction tx, Campaign campaign, Message message) {
    List<BusRecord> records = new ArrayList<>();
    for (UUID id : campaign.accounts()) {
      accounts.find(id).ifPresent(account -> records.addAll(planPost(tx, message, account)));
    }
    campaign.mailing().ifPresent(purpose -> records.addAll(planMailing(tx, message, purpose)));
    bus.append(tx, records);
  }

  private List<BusRecord> planPost(Transaction tx, Message message, Account account) {
    Instant now = clock.instant();
    var post =
        new Posts.Stored(
            Ids.next(now),
            message.campaign(),
            message.id(),
            account.id(),
            account.connector(),
            Post.State.PLANNED,
            Ids.next(now),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            now);
    Posts.insert(tx, post);
    var origin =
        new Origin(
            Optional.of(post.campaign()),
            Optional.of(post.message()),
            Optional.of(post.id()),
            Optional.empty(),
            Optional.of(post.account()),
            Optional.of(post.connector()),
            Optional.empty(),
            Optional.empty());
    var planned =
        new PostPlanned(
            post.id(), post.campaign(), post.message(), post.account(), post.connector());
    return List.of(
        BusRecord.of(Room.SOURCE, post.id().toString(), now, planned),
        linkRequest(post.link(), message, origin, now));
  }

  private List<BusRecord> planMailing(Transaction tx, Message message, String purpose) {
    Instant now = clock.instant();
    var mailing =
        new Mailings.Stored(
            Ids.next(now),
            message.campaign(),
            message.id(),
            purpose,
            Mailing.State.PLANNED,
            Ids.next(now),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Mailings.insert(tx, mailing);
    var origin =
        new Origin(
            Optional.of(message.campaign()),
            Optional.of(message.id()),
            Optional.empty(),
            Optional.of(mailing.id()),
            Optional.empty(),
            Optional.of(EMAIL),
            Optional.empty(),
            Optional.empty());
    var planned = new MailingPlanned(mailing.id(), mailing.campaign(), mailing.message(), purpose);
    return List.of(
        BusRecord.of(Room.SOURCE, mailing.id().toString(), now, planned),
        linkRequest(mailing.link(), message, origin, now));
  }

  static BusRecord linkRequest(UUID link, Message message, Origin origin, Instant now) {
    var request = new LinkRequested(link, message.target(), Optional.of(message.title()), origin);
    return BusRecord.of(Room.SOURCE, link.toString(), now, request);
  }
}
