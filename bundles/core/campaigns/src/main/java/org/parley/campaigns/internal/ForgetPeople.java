// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.profiles.ProfileErased;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Drops whom mails went to and who shared what, when people are erased. */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class ForgetPeople implements GroupReader {
  @Override
  public Subscription subscription() {
    return Subscription.of("campaigns.forget-people", Topics.PROFILES, "profile.erased");
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof ProfileErased erased) {
      List<UUID> people = erased.allProfiles();
      Mailings.forget(tx, people);
      Shares.forget(tx, people);
    }
  }
}
