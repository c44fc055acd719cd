// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.campaigns.ChangeFailed;
import org.parley.api.campaigns.PostChanged;
import org.parley.api.campaigns.PostFailed;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.campaigns.PostRemoved;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Notes what became of posts. */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class FollowPosts implements GroupReader {
  @Override
  public Subscription subscription() {
    return Subscription.of(
        "campaigns.follow-posts",
        Topics.POSTS,
        "post.published",
        "post.failed",
        "post.changed",
        "post.removed",
        "change.failed");
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof PostPublished published) {
      Posts.published(tx, published.post(), published.permalink(), published.at());
    } else if (record.data() instanceof PostFailed failed) {
      Posts.failed(tx, failed.post(), failed.fault(), failed.reason(), record.time());
    } else if (record.data() instanceof PostChanged changed) {
      Posts.changed(tx, changed.post(), changed.revision(), changed.permalink(), changed.at());
    } else if (record.data() instanceof PostRemoved removed) {
      Posts.removed(tx, removed.post(), removed.at());
    } else if (record.data() instanceof ChangeFailed failed) {
      Posts.unchanged(tx, failed, record.time());
    }
  }
}
