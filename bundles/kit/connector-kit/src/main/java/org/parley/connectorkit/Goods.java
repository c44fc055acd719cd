// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.connectors.Capability;
import org.parley.api.crm.CrmSynced;
import org.parley.api.mail.MailSent;

/**
 * What one sink hands over, and how the hub tells what became of it.
 *
 * @param done the type of what is told of success
 * @param failed the types of what is told of the want of it; empty where nothing is told
 */
record Goods(Capability capability, Sample sample, String done, Set<String> failed) {
  private static final List<Goods> ALL =
      List.of(
          new Goods(Capability.PUBLISH, Samples::post, "post.published", Set.of("post.failed")),
          new Goods(
              Capability.SEND_MAIL,
              (account, connector, text) ->
                  Samples.mail(Optional.of(account), "ada@example.org", "Hello", text),
              "mail.sent",
              Set.of("mail.failed", "mail.unclear")),
          new Goods(Capability.LEAD_UPSERT, Samples::lead, "crm.synced", Set.of()));

  /** Empty for a sink to which the hub hands nothing over yet. */
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

  /** What the system calls it. */
  static String remoteId(RecordData data) {
    if (data instanceof PostPublished post) {
      return post.remoteId();
    }
    if (data instanceof MailSent mail) {
      return mail.messageId();
    }
    return data instanceof CrmSynced lead ? lead.remoteId() : "";
  }

  /** Makes a record for an account, with a text that people read. */
  @FunctionalInterface
  interface Sample {
    BusRecord of(UUID account, String connector, String text);
  }
}
