// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.security.ActionTaken;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Gives up the posts of an account that was removed: nobody is left who could publish them. */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class FollowAccounts implements GroupReader {
  private static final String REMOVED = "account.removed";

  private final Bus bus;

  @Activate
  public FollowAccounts(@Reference Bus bus) {
    this.bus = bus;
  }

  @Override
  public Subscription subscription() {
    return Subscription.of("campaigns.follow-accounts", Topics.AUDIT, "action.taken");
  }

  @Override
  public boolean wants(BusRecord record) {
    return record.data() instanceof ActionTaken taken && taken.action().equals(REMOVED);
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof ActionTaken taken) {
      UUID account = UUID.fromString(taken.subject());
      String reason = "Account '%s' was removed before the post was ";
      giveUp(tx, account, reason.formatted(taken.detail()) + "published", record);
      Posts.leave(tx, account, reason.formatted(taken.detail()) + "changed", record.time());
    }
  }

  private void giveUp(Transaction tx, UUID account, String reason, BusRecord record) {
    List<BusRecord> told = new ArrayList<>();
    for (Posts.Stored post : Posts.openOf(tx, account)) {
      told.add(Dispatch.giveUp(tx, post, reason, record.time()));
    }
    if (!told.isEmpty()) {
      bus.append(tx, told);
    }
  }
}
