// SPDX-License-Identifier: Apache-2.0
package org.parley.measurement.internal;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.campaigns.CampaignCreated;
import org.parley.api.campaigns.MailingPlanned;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Learns which campaigns and mailings there are. */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class FollowCampaigns implements GroupReader {
  @Override
  public Subscription subscription() {
    return Subscription.of(
        "measurement.follow-campaigns", Topics.CAMPAIGNS, "campaign.created", "mailing.planned");
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof CampaignCreated campaign) {
      Places.remember(tx, campaign);
    } else if (record.data() instanceof MailingPlanned mailing) {
      Places.remember(tx, mailing);
    }
  }
}
