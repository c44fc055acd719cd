// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.connectors.Capability;
import org.parley.api.crm.ContactSynced;
import org.parley.api.crm.CrmSynced;
import org.parley.api.mail.MailSent;
import org.parley.api.mentions.ReplyPublished;
import org.parley.api.messages.MessageSent;

/**
 * What one sink hands over, and how the hub tells what became of it.
 *
 * @param worded whether people read words of it
 * @param done the type of what is told of success
 * @param failed the types of what is told of the want of it; empty where nothing is told
 */
record Goods(
    Capability capability, Sample sample, boolean worded, String done, Set<String> failed) {
  private static final List<Goods> ALL =
      List.of(
          worded(Capability.PUBLISH, Goods::post, "post.published", "post.failed"),
          worded(
              Capability.EDIT,
              (trial, text) -> Samples.rewritten(trial.published(), text),
              "post.changed",
              "change.failed"),
          wordless(
              Capability.DELETE,
              (trial, text) -> Samples.withdrawn(trial.published()),
              "post.removed",
              "change.failed"),
          worded(Capability.REPLY, Goods::reply, "reply.published", "reply.failed"),
          worded(Capability.DIRECT_MESSAGE, Goods::message, "message.sent", "message.failed"),
          worded(Capability.SEND_MAIL, Goods::mail, "mail.sent", "mail.failed", "mail.unclear"),
          wordless(
              Capability.SUPPRESSION,
              (trial, text) -> Samples.suppressed(UUID.randomUUID() + "@example.org"),
              "suppression.synced"),
          worded(Capability.CONTACT_UPSERT, Goods::contact, "contact.synced"),
          worded(Capability.LEAD_UPSERT, Goods::lead, "crm.synced"));

  private static Goods worded(Capability sink, Sample sample, String done, String... failed) {
    return new Goods(sink, sample, true, done, Set.of(failed));
  }

  private static Goods wordless(Capability sink, Sample sample, String done, String... failed) {
    return new Goods(sink, sample, false, done, Set.of(failed));
  }

  private static BusRecord post(Trial trial, String text) {
    return Samples.post(trial.account(), trial.connector(), text);
  }

  private static BusRecord reply(Trial trial, String text) {
    return Samples.reply(trial.account(), trial.person(), "77", text);
  }

  private static BusRecord message(Trial trial, String text) {
    Instant now = trial.rig().time().now();
    return Samples.message(trial.account(), trial.person(), "77", now, text);
  }

  private static BusRecord mail(Trial trial, String text) {
    return Samples.mail(Optional.of(trial.account()), "ada@example.org", "Hello", text);
  }

  private static BusRecord contact(Trial trial, String text) {
    return Samples.contact(trial.account(), trial.connector(), text);
  }

  private static BusRecord lead(Trial trial, String text) {
    return Samples.lead(trial.account(), trial.connector(), text);
  }

  /** Empty for what is no sink. */
  static Optional<Goods> of(Capability sink) {
    return ALL.stream().filter(goods -> goods.capability() == sink).findFirst();
  }

  /** What is told of success with a record. */
  List<BusRecord> done(List<BusRecord> told, BusRecord record) {
    return about(told, record, Set.of(done));
  }

  /** What is told of the want of it. */
  List<BusRecord> failed(List<BusRecord> told, BusRecord record) {
    return about(told, record, failed);
  }

  private static List<BusRecord> about(List<BusRecord> told, BusRecord record, Set<String> types) {
    return told.stream()
        .filter(each -> types.contains(each.type()) && each.subject().equals(record.subject()))
        .toList();
  }

  /** What the system calls it; empty where nobody is told that. */
  static Optional<String> remoteId(RecordData data) {
    if (data instanceof PostPublished post) {
      return Optional.of(post.remoteId());
    }
    if (data instanceof ReplyPublished reply) {
      return Optional.of(reply.remoteId());
    }
    if (data instanceof MessageSent message) {
      return Optional.of(message.remoteId());
    }
    if (data instanceof MailSent mail) {
      return Optional.of(mail.messageId());
    }
    if (data instanceof ContactSynced contact) {
      return Optional.of(contact.remoteId());
    }
    return data instanceof CrmSynced lead ? Optional.of(lead.remoteId()) : Optional.empty();
  }

  /** Makes a record for the account of a trial, with a text that people read. */
  @FunctionalInterface
  interface Sample {
    BusRecord of(Trial trial, String text);
  }
}
