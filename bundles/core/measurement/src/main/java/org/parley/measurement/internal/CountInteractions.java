// SPDX-License-Identifier: Apache-2.0
package org.parley.measurement.internal;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.ClickRecorded;
import org.parley.api.measurement.Figure;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Counts clicks, visitors and sign-ups. */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class CountInteractions implements GroupReader {
  @Override
  public Subscription subscription() {
    return Subscription.of(
        "measurement.count-interactions", Topics.INTERACTIONS, "click.recorded", "form.confirmed");
  }

  /** What belongs to no campaign is passed over. */
  @Override
  public boolean wants(BusRecord record) {
    return !(record.data() instanceof ClickRecorded click) || Places.of(click.origin()).isPresent();
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof ClickRecorded click) {
      Places.of(click.origin()).ifPresent(place -> count(tx, place, click));
    } else if (record.data() instanceof Interaction interaction) {
      Places.of(interaction.origin())
          .ifPresent(place -> Count.one(tx, place, Figure.SIGN_UPS, interaction.at()));
    }
  }

  private static void count(Transaction tx, Count.Place place, ClickRecorded click) {
    if (click.robot().isPresent()) {
      Count.one(tx, place, Figure.ROBOT_CLICKS, click.at());
      return;
    }
    Count.one(tx, place, Figure.CLICKS, click.at());
    Count.visitor(tx, place, click.dailyKey(), click.at());
  }
}
