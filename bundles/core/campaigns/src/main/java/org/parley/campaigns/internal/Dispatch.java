// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.parley.api.Fault;
import org.parley.api.Violation;
import org.parley.api.accounts.Accounts;
import org.parley.api.accounts.Networks;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.Mailing;
import org.parley.api.campaigns.MailingRequested;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.Post;
import org.parley.api.campaigns.PostFailed;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.campaigns.Teaser;
import org.parley.api.store.Transaction;

/**
 * Lets go out what is drafted for a message: posts to their connectors, the mailing to its
 * audience.
 */
final class Dispatch {
  private final Bus bus;
  private final Accounts accounts;
  private final Networks networks;
  private final InstantSource clock;

  Dispatch(Bus bus, Accounts accounts, Networks networks, InstantSource clock) {
    this.bus = bus;
    this.accounts = accounts;
    this.networks = networks;
    this.clock = clock;
  }

  /** Lets go out what is drafted, unless the message waits for a person or its campaign is held. */
  void goOutIfPublished(Transaction tx, Message message) {
    boolean active =
        FindCampaigns.byId(tx, message.campaign())
            .filter(campaign -> campaign.state() == Campaign.State.ACTIVE)
            .isPresent();
    if (active && message.state() == Message.State.PUBLISHED) {
      goOut(tx, message);
    }
  }

  private void goOut(Transaction tx, Message message) {
    List<BusRecord> records = new ArrayList<>();
    for (Posts.Stored post : Posts.of(tx, message.id())) {
      if (post.state() == Post.State.DRAFTED) {
        request(tx, message, post).ifPresent(records::add);
      }
    }
    Mailings.findOf(tx, message.id())
        .flatMap(mailing -> request(tx, mailing))
        .ifPresent(records::add);
    bus.append(tx, records);
  }

  /**
   * Hands a drafted or failed post to its connector; one that the network would refuse, or whose
   * account is there no longer, fails here, before it is sent.
   */
  Optional<BusRecord> request(Transaction tx, Message message, Posts.Stored post) {
    Instant now = clock.instant();
    Teaser teaser = DraftTeaser.teaser(message, post, post.text().orElse(message.title()));
    List<Violation> violations =
        networks.rulesFor(post.account()).map(rules -> rules.check(teaser)).orElse(List.of());
    if (!violations.isEmpty()) {
      Posts.failed(tx, post.id(), Fault.INPUT, describe(violations), now);
      return Optional.empty();
    }
    if (!Posts.move(tx, post.id(), List.of(post.state()), Post.State.REQUESTED, now)) {
      return Optional.empty();
    }
    // Asked only now that the post's row is locked: an account that is still there is removed
    // later, and FollowAccounts waits for the lock and finds this post.
    if (accounts.find(post.account()).isEmpty()) {
      String reason = "Its account of '%s' was removed before the post was published";
      return Optional.of(giveUp(tx, post, reason.formatted(post.connector()), now));
    }
    var request = new PostRequested(post.id(), post.account(), post.connector(), teaser);
    return Optional.of(BusRecord.of(Room.SOURCE, post.id().toString(), now, request));
  }

  /** Nobody is left who could publish it. */
  static BusRecord giveUp(Transaction tx, Posts.Stored post, String reason, Instant now) {
    Posts.failed(tx, post.id(), Fault.SETTINGS, reason, now);
    var failed = new PostFailed(post.id(), post.account(), Fault.SETTINGS, reason);
    return BusRecord.of(Room.SOURCE, post.id().toString(), now, failed);
  }

  private Optional<BusRecord> request(Transaction tx, Mailings.Stored mailing) {
    if (!Mailings.move(tx, mailing.id(), List.of(Mailing.State.DRAFTED), Mailing.State.SENDING)) {
      return Optional.empty();
    }
    return Optional.of(goOn(mailing));
  }

  /** Lets all of a campaign go out that was held while it was paused; its row is locked. */
  void goOn(Transaction tx, UUID campaign) {
    Messages.published(tx, campaign).forEach(held -> goOutIfPublished(tx, held));
    bus.append(tx, Mailings.sending(tx, campaign).stream().map(this::goOn).toList());
  }

  /** Asks for the next mails of a mailing; asked twice, they are written once. */
  private BusRecord goOn(Mailings.Stored mailing) {
    return BusRecord.of(
        Room.SOURCE,
        mailing.id().toString(),
        clock.instant(),
        new MailingRequested(mailing.id(), mailing.reached()));
  }

  static String describe(List<Violation> violations) {
    return violations.stream().map(Violation::message).collect(Collectors.joining("; "));
  }
}
