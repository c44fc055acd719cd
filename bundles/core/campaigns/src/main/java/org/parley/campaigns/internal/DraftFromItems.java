// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.time.InstantSource;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Ids;
import org.parley.api.accounts.Accounts;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.Message;
import org.parley.api.content.ItemReceived;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Turns new items of a followed feed into messages of the campaigns that follow it. */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class DraftFromItems implements GroupReader {
  private static final int TITLE = 300;

  private final PlanMessage plan;
  private final InstantSource clock;

  @Activate
  public DraftFromItems(@Reference Bus bus, @Reference Accounts accounts) {
    this(new PlanMessage(bus, accounts, InstantSource.system()), InstantSource.system());
  }

  DraftFromItems(PlanMessage plan, InstantSource clock) {
    this.plan = plan;
    this.clock = clock;
  }

  @Override
  public Subscription subscription() {
    return Subscription.of("campaigns.draft-from-items", Topics.CONTENT, "item.received");
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof ItemReceived item) {
      FindCampaigns.activeByFeed(tx, item.account()).forEach(campaign -> draft(tx, campaign, item));
    }
  }

  private void draft(Transaction tx, Campaign campaign, ItemReceived item) {
    Message message = message(Ids.next(clock.instant()), campaign, item);
    if (Messages.insert(tx, message, item.guid())) {
      plan.plan(tx, campaign, message);
    }
  }

  private Message message(UUID id, Campaign campaign, ItemReceived item) {
    return new Message(
        id,
        campaign.id(),
        Texts.shorten(item.title(), TITLE),
        item.summary(),
        item.address(),
        item.image(),
        campaign.language(),
        campaign.automatic() ? Message.State.PUBLISHED : Message.State.DRAFT,
        clock.instant());
  }
}
