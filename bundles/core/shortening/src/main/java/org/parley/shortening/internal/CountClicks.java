// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.links.ClickRecorded;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.Tally.LinkDay;

/**
 * Counts clicks: people, each day's different people, robots. The bus hands over many clicks in one
 * transaction; each link's counters are then written once.
 */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class CountClicks implements GroupReader {
  private @Nullable Tally tally;

  @Override
  public Subscription subscription() {
    return Subscription.of("shortening.count-clicks", Topics.INTERACTIONS, "click.recorded");
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof ClickRecorded click) {
      long day = LocalDate.ofInstant(click.at(), ZoneOffset.UTC).toEpochDay();
      tallyOf(tx).add(new LinkDay(click.link(), day), click);
    }
  }

  private synchronized Tally tallyOf(Transaction tx) {
    Tally present = tally;
    if (present == null || !present.isOf(tx)) {
      present = new Tally(tx);
      tx.beforeCommit(present::write);
      tally = present;
    }
    return present;
  }
}
