// SPDX-License-Identifier: Apache-2.0
package org.parley.measurement.internal;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.leads.LeadClosed;
import org.parley.api.leads.LeadCreated;
import org.parley.api.measurement.Figure;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Counts leads, what became of them and what they were worth. */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class CountLeads implements GroupReader {
  @Override
  public Subscription subscription() {
    return Subscription.of("measurement.count-leads", Topics.LEADS, "lead.created", "lead.closed");
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof LeadCreated lead) {
      Places.of(lead.source())
          .ifPresent(place -> Count.one(tx, place, Figure.LEADS, record.time()));
    } else if (record.data() instanceof LeadClosed lead) {
      Places.of(lead.source()).ifPresent(place -> close(tx, place, lead));
    }
  }

  private static void close(Transaction tx, Count.Place place, LeadClosed lead) {
    Count.one(tx, place, lead.won() ? Figure.WON : Figure.LOST, lead.at());
    if (lead.won()) {
      lead.amount().ifPresent(amount -> Count.revenue(tx, place, amount));
    }
  }
}
