// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.crm.CrmChanged;
import org.parley.api.crm.CrmSynced;
import org.parley.api.leads.Lead;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Notes what CRMs say of leads. */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class FollowCrms implements GroupReader {
  private final CloseLeads close;

  @Activate
  public FollowCrms(@Reference Bus bus) {
    this.close = new CloseLeads(bus);
  }

  @Override
  public Subscription subscription() {
    return Subscription.of("lead-routing.follow-crms", Topics.CRM, "crm.synced", "crm.changed");
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof CrmSynced synced) {
      lock(tx, synced.lead(), synced.account()).ifPresent(lead -> synced(tx, synced));
    } else if (record.data() instanceof CrmChanged changed) {
      lock(tx, changed.lead(), changed.account())
          .filter(lead -> !lead.stage().closed())
          .ifPresent(lead -> changed(tx, lead, notLater(changed, record.time())));
    }
  }

  /** Another system's clock may be ahead; nothing there happened after we were told. */
  private static CrmChanged notLater(CrmChanged changed, Instant told) {
    return changed.at().isAfter(told)
        ? new CrmChanged(
            changed.lead(),
            changed.account(),
            changed.status(),
            changed.owner(),
            changed.amount(),
            told)
        : changed;
  }

  /** The lead, when it is this CRM's: one that held it before has no say any more. */
  private static Optional<Lead> lock(Transaction tx, UUID lead, UUID account) {
    return LeadTable.lock(tx, lead)
        .filter(found -> found.account().filter(account::equals).isPresent());
  }

  private static void synced(Transaction tx, CrmSynced synced) {
    LeadTable.synced(tx, synced.lead(), synced.remoteId(), synced.at());
    LeadTable.tell(
        tx, synced.lead(), synced.at(), "The CRM holds it as '" + synced.remoteId() + "'");
  }

  private void changed(Transaction tx, Lead lead, CrmChanged changed) {
    changed.owner().ifPresent(owner -> LeadTable.owner(tx, lead.id(), owner));
    switch (changed.status()) {
      case OPEN -> LeadTable.tell(tx, lead.id(), changed.at(), "The CRM reports it open");
      case ACCEPTED -> close.accept(tx, lead, changed.owner(), changed.at());
      case REJECTED, LOST -> close.lost(tx, lead, changed.at());
      case WON -> close.won(tx, lead, changed.amount(), changed.at());
    }
  }
}
