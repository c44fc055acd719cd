// SPDX-License-Identifier: Apache-2.0
package org.parley.measurement.internal;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.campaigns.PostPlanned;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.measurement.Figure;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Counts posts that stand on a network. */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class CountPosts implements GroupReader {
  @Override
  public Subscription subscription() {
    return Subscription.of(
        "measurement.count-posts", Topics.POSTS, "post.planned", "post.published");
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof PostPlanned post) {
      Places.remember(tx, post);
    } else if (record.data() instanceof PostPublished post) {
      Count.one(tx, Places.ofPost(tx, post.post()), Figure.POSTS, post.at());
    }
  }
}
