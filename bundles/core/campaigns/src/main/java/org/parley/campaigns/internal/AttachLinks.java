// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Fault;
import org.parley.api.accounts.Accounts;
import org.parley.api.accounts.Networks;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.campaigns.Message;
import org.parley.api.links.LinkChanged;
import org.parley.api.links.LinkCreated;
import org.parley.api.links.LinkRefused;
import org.parley.api.links.LinkRetired;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/**
 * Takes the short links that were asked for, drafts the teasers that carry them, and lets go out
 * what waits for nobody.
 */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class AttachLinks implements GroupReader {
  private final Networks networks;
  private final Dispatch dispatch;
  private final InstantSource clock;

  @Activate
  public AttachLinks(
      @Reference Bus bus, @Reference Accounts accounts, @Reference Networks networks) {
    this(
        networks,
        new Dispatch(bus, accounts, networks, InstantSource.system()),
        InstantSource.system());
  }

  AttachLinks(Networks networks, Dispatch dispatch, InstantSource clock) {
    this.networks = networks;
    this.dispatch = dispatch;
    this.clock = clock;
  }

  @Override
  public Subscription subscription() {
    return Subscription.of(
        "campaigns.attach-links",
        Topics.LINKS,
        "link.created",
        "link.refused",
        "link.changed",
        "link.retired");
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof LinkCreated link && link.origin().message().isPresent()) {
      Posts.findByLink(tx, link.link()).ifPresent(post -> draft(tx, post, link));
      Mailings.findByLink(tx, link.link()).ifPresent(mailing -> draft(tx, mailing, link));
      Shares.ready(tx, link.link(), link.shortUrl());
    } else if (record.data() instanceof LinkRefused refused) {
      fail(tx, refused);
      Shares.gone(tx, refused.link(), Optional.of(record.time()));
    } else if (record.data() instanceof LinkRetired retired) {
      Shares.gone(tx, retired.link(), Optional.of(record.time()));
    } else if (record.data() instanceof LinkChanged changed) {
      Shares.gone(tx, changed.link(), Optional.empty());
    }
  }

  private void fail(Transaction tx, LinkRefused refused) {
    Posts.findByLink(tx, refused.link())
        .ifPresent(
            post -> Posts.failed(tx, post.id(), Fault.INPUT, refused.reason(), clock.instant()));
    Mailings.findByLink(tx, refused.link())
        .ifPresent(mailing -> Mailings.failed(tx, mailing.id(), refused.reason()));
  }

  private void draft(Transaction tx, Posts.Stored post, LinkCreated link) {
    FindCampaigns.lock(tx, post.campaign());
    Message message = message(tx, post.message());
    String text =
        networks
            .rulesFor(post.account())
            .map(rules -> DraftTeaser.text(message, link.shortUrl(), rules))
            .orElseGet(() -> message.title() + "\n\n" + link.shortUrl());
    Posts.draft(tx, post.id(), link.shortUrl(), text, clock.instant());
    dispatch.goOutIfPublished(tx, message);
  }

  private void draft(Transaction tx, Mailings.Stored mailing, LinkCreated link) {
    FindCampaigns.lock(tx, mailing.campaign());
    Mailings.draft(tx, mailing.id(), link.shortUrl());
    dispatch.goOutIfPublished(tx, message(tx, mailing.message()));
  }

  private static Message message(Transaction tx, UUID id) {
    return Messages.find(tx, id)
        .orElseThrow(() -> new IllegalStateException("No message '" + id + "' exists"));
  }
}
