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
import org.parley.api.links.Link.Clicks;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.Tally.LinkDay;

/**
 * Counts clicks: people, each day's different people, robots. The bus hands over many clicks in one
 * transaction; each link's counters are then written once.
 */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class CountClicks implements GroupReader {
  private static final Clicks ROBOT = new Clicks(0, 0, 1);
  private static final Clicks FIRST = new Clicks(1, 1, 0);
  private static final Clicks AGAIN = new Clicks(1, 0, 0);

  private @Nullable Tally tally;

  @Override
  public Subscription subscription() {
    return Subscription.of("shortening.count-clicks", Topics.INTERACTIONS, "click.recorded");
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof ClickRecorded click) {
      long day = LocalDate.ofInstant(click.at(), ZoneOffset.UTC).toEpochDay();
      LinkDay place = new LinkDay(click.link(), day);
      tallyOf(tx).add(place, weigh(tx, click, place));
    }
  }

  private static Clicks weigh(Transaction tx, ClickRecorded click, LinkDay place) {
    if (click.robot().isPresent()) {
      return ROBOT;
    }
    return AddClicks.isFirst(tx, place, click.dailyKey()) ? FIRST : AGAIN;
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
