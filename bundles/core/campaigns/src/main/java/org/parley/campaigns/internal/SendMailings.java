// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Ids;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.Mailing;
import org.parley.api.campaigns.MailingRequested;
import org.parley.api.campaigns.Message;
import org.parley.api.mail.MailRequested;
import org.parley.api.profiles.PreferencePage;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.Profiles;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/**
 * Writes the mails of a mailing, some hundred at a time, so that no transaction grows with the
 * audience. The mailing's row knows how far it has come: it stops where its campaign is held, and
 * goes on from there.
 */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class SendMailings implements GroupReader {
  private static final int AT_ONCE = 100;

  private final Bus bus;
  private final Profiles profiles;
  private final PreferencePage preferences;
  private final InstantSource clock;

  @Activate
  public SendMailings(
      @Reference Bus bus, @Reference Profiles profiles, @Reference PreferencePage preferences) {
    this(bus, profiles, preferences, InstantSource.system());
  }

  SendMailings(Bus bus, Profiles profiles, PreferencePage preferences, InstantSource clock) {
    this.bus = bus;
    this.profiles = profiles;
    this.preferences = preferences;
    this.clock = clock;
  }

  @Override
  public Subscription subscription() {
    return Subscription.of("campaigns.send-mailings", Topics.CAMPAIGNS, "mailing.requested");
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof MailingRequested request) {
      Mailings.find(tx, request.mailing())
          .flatMap(mailing -> FindCampaigns.lock(tx, mailing.campaign()))
          .filter(campaign -> campaign.state() == Campaign.State.ACTIVE)
          .flatMap(campaign -> Mailings.find(tx, request.mailing()))
          .filter(mailing -> mailing.state() == Mailing.State.SENDING)
          .filter(mailing -> mailing.reached().equals(request.after()))
          .ifPresent(mailing -> send(tx, mailing));
    }
  }

  private void send(Transaction tx, Mailings.Stored mailing) {
    Message message =
        Messages.find(tx, mailing.message())
            .orElseThrow(() -> new IllegalStateException("Mailing without its message"));
    List<Profile> recipients =
        profiles.findConsenting(mailing.purpose(), mailing.reached(), AT_ONCE);
    List<BusRecord> records = new ArrayList<>();
    for (Profile recipient : recipients) {
      write(tx, mailing, message, recipient).ifPresent(records::add);
    }
    if (recipients.size() < AT_ONCE) {
      Mailings.move(tx, mailing.id(), List.of(Mailing.State.SENDING), Mailing.State.REQUESTED);
    } else {
      UUID last = recipients.get(recipients.size() - 1).id();
      Mailings.reach(tx, mailing.id(), last);
      records.add(request(mailing, Optional.of(last)));
    }
    bus.append(tx, records);
  }

  private Optional<BusRecord> write(
      Transaction tx, Mailings.Stored mailing, Message message, Profile recipient) {
    Optional<String> address = recipient.email();
    UUID mail = Ids.next(clock.instant());
    boolean first =
        address
            .map(known -> new Mailings.Recipient(recipient.id(), known))
            .filter(known -> Mailings.insertMail(tx, mail, mailing.id(), known))
            .isPresent();
    if (!first) {
      return Optional.empty();
    }
    URI link = mailing.shortUrl().orElse(message.target());
    var envelope =
        new WriteMail.Envelope(
            mail,
            mailing.id(),
            mailing.purpose(),
            address.orElseThrow(),
            link,
            preferences.addressFor(recipient.id()),
            preferences.unsubscribeAddressFor(recipient.id(), mailing.purpose()));
    MailRequested requested = WriteMail.write(envelope, message, recipient);
    return Optional.of(requested.asRecord(Room.SOURCE, clock.instant(), Optional.empty()));
  }

  private BusRecord request(Mailings.Stored mailing, Optional<UUID> after) {
    return BusRecord.of(
        Room.SOURCE,
        mailing.id().toString(),
        clock.instant(),
        new MailingRequested(mailing.id(), after));
  }
}
