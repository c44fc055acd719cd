// SPDX-License-Identifier: Apache-2.0
package org.parley.measurement.internal;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.mail.MailSent;
import org.parley.api.measurement.Figure;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Counts mails of mailings that were sent. */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class CountMails implements GroupReader {
  @Override
  public Subscription subscription() {
    return Subscription.of("measurement.count-mails", Topics.MAIL, "mail.sent");
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof MailSent mail) {
      mail.mailing()
          .ifPresent(
              mailing -> Count.one(tx, Places.ofMailing(tx, mailing), Figure.MAILS, mail.at()));
    }
  }
}
