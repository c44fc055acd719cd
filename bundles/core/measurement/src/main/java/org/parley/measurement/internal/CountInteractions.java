// SPDX-License-Identifier: Apache-2.0
package org.parley.measurement.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.BatchReader;
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
@Component(
    service = GroupReader.class,
    reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class CountInteractions implements BatchReader {
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
  public void read(Transaction tx, List<BusRecord> records) {
    Tally tally = new Tally(tx);
    for (BusRecord record : records) {
      if (record.data() instanceof ClickRecorded click) {
        Places.of(click.origin()).ifPresent(place -> count(tally, place, click));
      } else if (record.data() instanceof Interaction interaction) {
        Places.of(interaction.origin())
            .ifPresent(place -> tally.one(place, Figure.SIGN_UPS, interaction.at()));
      }
    }
    tally.write();
  }

  private static void count(Tally tally, Count.Place place, ClickRecorded click) {
    if (click.robot().isPresent()) {
      tally.one(place, Figure.ROBOT_CLICKS, click.at());
      return;
    }
    tally.one(place, Figure.CLICKS, click.at());
    tally.visitor(place, click.dailyKey(), click.at());
  }
}
