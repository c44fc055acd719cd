// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.connectors.Capability;
import org.parley.api.mail.MailFailed;
import org.parley.api.mail.MailRequested;
import org.parley.api.mail.MailSent;
import org.parley.api.mail.MailUnclear;
import org.parley.connector.Outcome.Delivered;

/** Mails go out. */
final class Mails implements Sink {
  private final Leave leave;

  Mails(Leave leave) {
    this.leave = leave;
  }

  @Override
  public Optional<String> objection(Parcel parcel) {
    var mail = (MailRequested) parcel.content();
    return leave.objection(mail.purpose(), mail.profile());
  }

  @Override
  public Capability capability() {
    return Capability.SEND_MAIL;
  }

  @Override
  public String type() {
    return "mail.requested";
  }

  @Override
  public Optional<Parcel> parcel(BusRecord record, UUID account) {
    if (!(record.data() instanceof MailRequested mail) || mail.isErased()) {
      return Optional.empty();
    }
    Parcel parcel = Parcel.of(mail.mail(), mail);
    return mail.account().isEmpty()
        ? Optional.of(parcel.unaddressed())
        : mail.account().filter(account::equals).map(named -> parcel);
  }

  @Override
  public RecordData delivered(Parcel parcel, UUID account, Delivered outcome, Instant now) {
    return new MailSent(parcel.key(), mailing(parcel), outcome.remoteId(), now);
  }

  @Override
  public Optional<RecordData> failed(
      Parcel parcel, UUID account, Fault fault, String reason, Instant now) {
    return Optional.of(new MailFailed(parcel.key(), mailing(parcel), reason, now));
  }

  @Override
  public Optional<RecordData> unclear(Parcel parcel, UUID account, String reason, Instant now) {
    return Optional.of(new MailUnclear(parcel.key(), mailing(parcel), reason, now));
  }

  private static Optional<UUID> mailing(Parcel parcel) {
    return ((MailRequested) parcel.content()).mailing();
  }
}
