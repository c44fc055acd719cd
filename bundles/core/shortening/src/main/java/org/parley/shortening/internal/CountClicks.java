// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.BatchReader;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.links.ClickRecorded;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.Tally.LinkDay;

/**
 * Counts clicks: people, each day's different people, robots. All clicks that have gathered are
 * added up first; each link's counters are then written once.
 */
@Component(
    service = GroupReader.class,
    reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class CountClicks implements BatchReader {
  private final Visitors visitors;

  @Activate
  public CountClicks() {
    this(new Visitors(Visitors.MOST_A_DAY));
  }

  CountClicks(Visitors visitors) {
    this.visitors = visitors;
  }

  @Override
  public Subscription subscription() {
    return Subscription.of("shortening.count-clicks", Topics.INTERACTIONS, "click.recorded");
  }

  /** One batch at a time: the days' visitors are followed from one to the next. */
  @Override
  public synchronized void read(Transaction tx, List<BusRecord> records) {
    Tally tally = new Tally();
    for (BusRecord record : records) {
      if (record.data() instanceof ClickRecorded click) {
        tally.add(new LinkDay(click.link(), Days.of(click.at())), click);
      }
    }
    if (!tally.isEmpty()) {
      tx.afterRollback(this::forget);
      tally.write(tx, visitors);
    }
  }

  private synchronized void forget() {
    visitors.forget();
  }
}
