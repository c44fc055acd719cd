// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.parley.api.Money;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadAccepted;
import org.parley.api.leads.LeadClosed;
import org.parley.api.store.Transaction;

/** Takes leads through their last stages. */
final class CloseLeads {
  private final Bus bus;

  CloseLeads(Bus bus) {
    this.bus = bus;
  }

  void accept(Transaction tx, Lead lead, Optional<String> owner, Instant at) {
    if (lead.stage() == Lead.Stage.ACCEPTED) {
      return;
    }
    String who = owner.or(lead::owner).orElse("");
    LeadTable.stage(tx, lead.id(), Lead.Stage.ACCEPTED, at);
    LeadTable.tell(tx, lead.id(), at, "Accepted by '" + who + "'");
    append(tx, lead, at, new LeadAccepted(lead.id(), who));
  }

  void won(Transaction tx, Lead lead, Optional<Money> amount, Instant at) {
    amount.ifPresent(sum -> LeadTable.amount(tx, lead.id(), sum));
    close(tx, lead, Lead.Stage.WON, amount, at);
  }

  void lost(Transaction tx, Lead lead, Instant at) {
    close(tx, lead, Lead.Stage.LOST, Optional.empty(), at);
  }

  private void close(
      Transaction tx, Lead lead, Lead.Stage stage, Optional<Money> amount, Instant at) {
    LeadTable.stage(tx, lead.id(), stage, at);
    LeadTable.tell(tx, lead.id(), at, stage == Lead.Stage.WON ? "Won" + worth(amount) : "Lost");
    boolean won = stage == Lead.Stage.WON;
    append(tx, lead, at, new LeadClosed(lead.id(), lead.profile(), won, amount, lead.source(), at));
  }

  private static String worth(Optional<Money> amount) {
    return amount
        .map(
            sum ->
                ", worth "
                    + java.math.BigDecimal.valueOf(
                        sum.minor(), Math.max(0, sum.currency().getDefaultFractionDigits()))
                    + " "
                    + sum.currency())
        .orElse("");
  }

  private void append(Transaction tx, Lead lead, Instant at, RecordData data) {
    bus.append(tx, List.of(BusRecord.of(Room.SOURCE, lead.id().toString(), at, data)));
  }
}
