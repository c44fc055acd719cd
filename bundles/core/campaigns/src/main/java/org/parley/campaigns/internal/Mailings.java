// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.parley.api.campaigns.Mailing;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** The tables of mailings and of their mails. */
final class Mailings {
  private static final String COLUMNS =
      "SELECT id, campaign, message, purpose, state, link, short_url, reached, reason"
          + " FROM campaigns_mailing ";

  private static final int LONGEST_REASON = 2000;

  private Mailings() {}

  /** How far one mail has come. */
  enum MailState {
    REQUESTED,
    SENT,
    FAILED,
    UNCLEAR,
    BOUNCED
  }

  /**
   * A mailing as it lies in its row, without the counts of its mails.
   *
   * @param reached the profile up to which its mails are written
   * @param reason why it, or the last of its mails that did, failed
   */
  record Stored(
      UUID id,
      UUID campaign,
      UUID message,
      String purpose,
      Mailing.State state,
      UUID link,
      Optional<URI> shortUrl,
      Optional<UUID> reached,
      Optional<String> reason) {}

  /** One person's mail. */
  record Mailed(UUID reader, UUID message) {}

  static Optional<Stored> find(Transaction tx, UUID id) {
    return tx.sql(COLUMNS + "WHERE id = :id").bind("id", id).first(Mailings::stored);
  }

  static Optional<Stored> findByLink(Transaction tx, UUID link) {
    return tx.sql(COLUMNS + "WHERE link = :link").bind("link", link).first(Mailings::stored);
  }

  static Optional<Stored> findOf(Transaction tx, UUID message) {
    return tx.sql(COLUMNS + "WHERE message = :message")
        .bind("message", message)
        .first(Mailings::stored);
  }

  /** The mailings of a campaign whose mails are being written. */
  static List<Stored> sending(Transaction tx, UUID campaign) {
    return tx.sql(COLUMNS + "WHERE campaign = :campaign AND state = 'SENDING' ORDER BY id")
        .bind("campaign", campaign)
        .list(Mailings::stored);
  }

  static void reach(Transaction tx, UUID id, UUID profile) {
    tx.sql("UPDATE campaigns_mailing SET reached = :profile WHERE id = :id")
        .bind("id", id)
        .bind("profile", profile)
        .update();
  }

  static Mailing counted(Transaction tx, Stored mailing) {
    Map<MailState, Long> mails =
        tx
            .sql(
                "SELECT state, COUNT(*) AS mails FROM campaigns_mail WHERE mailing = :id GROUP BY"
                    + " state")
            .bind("id", mailing.id())
            .list(row -> Map.entry(row.constant("state", MailState.class), row.number("mails")))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    long requested = mails.values().stream().mapToLong(Long::longValue).sum();
    boolean none = requested > 0 && mails.getOrDefault(MailState.FAILED, 0L) == requested;
    boolean done = mailing.state() == Mailing.State.REQUESTED;
    Mailing.State state = done && none ? Mailing.State.FAILED : mailing.state();
    return new Mailing(
        mailing.id(),
        mailing.campaign(),
        mailing.message(),
        mailing.purpose(),
        state,
        state == Mailing.State.FAILED ? mailing.reason() : Optional.empty(),
        mailing.shortUrl(),
        requested,
        mails.getOrDefault(MailState.SENT, 0L),
        mails.getOrDefault(MailState.FAILED, 0L),
        mails.getOrDefault(MailState.UNCLEAR, 0L),
        mails.getOrDefault(MailState.BOUNCED, 0L));
  }

  static void insert(Transaction tx, Stored mailing) {
    tx.sql(
            """
            INSERT INTO campaigns_mailing (id, campaign, message, purpose, state, link)
            VALUES (:id, :campaign, :message, :purpose, :state, :link)
            """)
        .bind("id", mailing.id())
        .bind("campaign", mailing.campaign())
        .bind("message", mailing.message())
        .bind("purpose", mailing.purpose())
        .bind("state", mailing.state())
        .bind("link", mailing.link())
        .update();
  }

  static void draft(Transaction tx, UUID id, URI shortUrl) {
    tx.sql(
            """
            UPDATE campaigns_mailing SET state = 'DRAFTED', short_url = :shortUrl
            WHERE id = :id AND state = 'PLANNED'
            """)
        .bind("id", id)
        .bind("shortUrl", shortUrl.toString())
        .update();
  }

  /** Gives up a mailing that never began. */
  static void failed(Transaction tx, UUID id, String reason) {
    tx.sql(
            """
            UPDATE campaigns_mailing SET state = 'FAILED', reason = :reason
            WHERE id = :id AND state = 'PLANNED'
            """)
        .bind("id", id)
        .bind("reason", cut(reason))
        .update();
  }

  /** Notes why one of its mails failed: should none get through, that is why. */
  static void mailFailed(Transaction tx, UUID id, String reason) {
    tx.sql(
            """
            UPDATE campaigns_mailing SET reason = :reason
            WHERE id = :id AND (reason IS NULL OR reason <> :reason)
            """)
        .bind("id", id)
        .bind("reason", cut(reason))
        .update();
  }

  private static String cut(String reason) {
    return Texts.shorten(reason, LONGEST_REASON);
  }

  static boolean move(Transaction tx, UUID id, List<Mailing.State> from, Mailing.State to) {
    return tx.sql("UPDATE campaigns_mailing SET state = :to WHERE id = :id AND state IN (<from>)")
            .bind("id", id)
            .bindList("from", from)
            .bind("to", to)
            .update()
        == 1;
  }

  /** Whom a mail goes to. */
  record Recipient(UUID profile, String address) {}

  /** Notes one person's mail; says whether neither the person nor the address had one yet. */
  static boolean insertMail(Transaction tx, UUID mail, UUID mailing, Recipient recipient) {
    return tx.sql(
            """
            INSERT INTO campaigns_mail (id, mailing, profile, address_hash, state)
            VALUES (:id, :mailing, :profile, :address, 'REQUESTED')
            """)
        .bind("id", mail)
        .bind("mailing", mailing)
        .bind("profile", recipient.profile())
        .bind("address", Messages.digest(recipient.address()))
        .insertIfAbsent();
  }

  /** Whose mail it is, and what it said; empty also once its reader was erased. */
  static Optional<Mailed> findMail(Transaction tx, UUID mail) {
    return tx.sql(
            """
            SELECT campaigns_mail.profile AS reader, campaigns_mailing.message AS message
            FROM campaigns_mail JOIN campaigns_mailing
              ON campaigns_mailing.id = campaigns_mail.mailing
            WHERE campaigns_mail.id = :id AND campaigns_mail.profile IS NOT NULL
            """)
        .bind("id", mail)
        .first(row -> new Mailed(row.id("reader"), row.id("message")));
  }

  /** Keeps of erased people's mails that there was one. */
  static void forget(Transaction tx, Collection<UUID> people) {
    tx.sql(
            "UPDATE campaigns_mail SET profile = NULL, address_hash = NULL WHERE profile IN (<people>)")
        .bindList("people", people)
        .update();
  }

  static void moveMail(Transaction tx, UUID mail, MailState to) {
    tx.sql("UPDATE campaigns_mail SET state = :to WHERE id = :id")
        .bind("id", mail)
        .bind("to", to)
        .update();
  }

  private static Stored stored(Row row) {
    return new Stored(
        row.id("id"),
        row.id("campaign"),
        row.id("message"),
        row.text("purpose"),
        row.constant("state", Mailing.State.class),
        row.id("link"),
        row.findText("short_url").map(URI::create),
        row.findId("reached"),
        row.findText("reason"));
  }
}
