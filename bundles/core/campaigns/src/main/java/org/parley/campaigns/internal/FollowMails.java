// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.mail.MailBounced;
import org.parley.api.mail.MailFailed;
import org.parley.api.mail.MailSent;
import org.parley.api.mail.MailUnclear;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.campaigns.internal.Mailings.MailState;

/** Notes what became of the mails of mailings. */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class FollowMails implements GroupReader {
  @Override
  public Subscription subscription() {
    return Subscription.of(
        "campaigns.follow-mails",
        Topics.MAIL,
        "mail.sent",
        "mail.failed",
        "mail.unclear",
        "mail.bounced");
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof MailSent sent) {
      Mailings.moveMail(tx, sent.mail(), MailState.SENT);
    } else if (record.data() instanceof MailFailed failed) {
      Mailings.moveMail(tx, failed.mail(), MailState.FAILED);
      failed.mailing().ifPresent(mailing -> Mailings.mailFailed(tx, mailing, failed.reason()));
    } else if (record.data() instanceof MailUnclear unclear) {
      Mailings.moveMail(tx, unclear.mail(), MailState.UNCLEAR);
    } else if (record.data() instanceof MailBounced bounced) {
      Mailings.moveMail(tx, bounced.mail(), MailState.BOUNCED);
    }
  }
}
