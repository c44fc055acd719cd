// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static org.parley.api.measurement.NetworkFigures.DIRECT;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.Money;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadEvent;
import org.parley.api.leads.Leads;
import org.parley.api.profiles.ProfileSplit;
import org.parley.api.store.Portions;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** The tables of leads and of what happened to them. */
final class LeadTable {
  private static final String COLUMNS =
      """
      SELECT id, profile, interest, stage, score, owner, crm_account, remote_id, rule, reason,
        amount, currency, created_at, changed_at, version, %s
      FROM leadrouting_lead
      """
          .formatted(Origins.COLUMNS);

  /** How long the names of interests and owners may be. */
  static final int NAME = 200;

  private static final int SENTENCE = 1000;

  private LeadTable() {}

  static Optional<Lead> find(Transaction tx, UUID id) {
    return tx.sql(COLUMNS + " WHERE id = :id").bind("id", id).first(LeadTable::lead);
  }

  /** Locks the lead's row, then reads it. */
  static Optional<Lead> lock(Transaction tx, UUID id) {
    tx.sql("UPDATE leadrouting_lead SET stage = stage WHERE id = :id").bind("id", id).update();
    return find(tx, id);
  }

  static List<Lead> ofPeople(Transaction tx, Collection<UUID> profiles) {
    return Portions.of(profiles).stream()
        .flatMap(
            some ->
                tx
                    .sql(COLUMNS + " WHERE profile IN (<some>)")
                    .bindList("some", some)
                    .list(LeadTable::lead)
                    .stream())
        .toList();
  }

  static List<Lead> ofProfile(Transaction tx, UUID profile) {
    return tx.sql(COLUMNS + " WHERE profile = :profile ORDER BY id DESC")
        .bind("profile", profile)
        .list(LeadTable::lead);
  }

  /** Those of the profiles that have open leads. */
  static Set<UUID> openAmong(Transaction tx, Collection<UUID> profiles) {
    Set<UUID> open = new HashSet<>();
    for (List<UUID> some : Portions.of(profiles)) {
      tx.sql("SELECT profile, stage FROM leadrouting_lead WHERE profile IN (<profiles>)")
          .bindList("profiles", some)
          .list(
              row ->
                  !row.constant("stage", Lead.Stage.class).closed() && open.add(row.id("profile")));
    }
    return open;
  }

  static Paged<Lead> page(Transaction tx, Leads.Filter filter, PageRequest page) {
    String where =
        (filter.stage().isPresent() ? "stage = :stage AND " : "")
            + (filter.campaign().isPresent() ? "campaign = :campaign AND " : "")
            + (filter.network().isPresent()
                ? "COALESCE(network, '" + DIRECT + "') = :network AND "
                : "")
            + (filter.createdSince().isPresent() ? "created_at >= :createdSince AND " : "")
            + (filter.changedSince().isPresent() ? "changed_at >= :changedSince AND " : "");
    Statement statement =
        tx.sql(
                COLUMNS
                    + " WHERE "
                    + where
                    + "id < :below ORDER BY id DESC FETCH FIRST :limit ROWS ONLY")
            .bind("below", page.below())
            .bind("limit", page.limit() + 1);
    filter.stage().ifPresent(wanted -> statement.bind("stage", wanted));
    filter.campaign().ifPresent(wanted -> statement.bind("campaign", wanted));
    filter.network().ifPresent(wanted -> statement.bind("network", wanted));
    filter.createdSince().ifPresent(day -> statement.bind("createdSince", start(day)));
    filter.changedSince().ifPresent(day -> statement.bind("changedSince", start(day)));
    return Paged.of(statement.list(LeadTable::lead), page, lead -> lead.id().toString());
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * @param first the profile that showed the interest; the lead's own is the one that lives now
   */
  static void insert(Transaction tx, Lead lead, UUID first) {
    Origins.bind(
            tx.sql(
                """
                INSERT INTO leadrouting_lead
                  (id, profile, first_profile, interest, stage, score, created_at, changed_at, version, %s)
                VALUES
                  (:id, :profile, :first, :interest, :stage, :score, :createdAt, :createdAt, :version, %s)
                """
                    .formatted(Origins.COLUMNS, Origins.VALUES)),
            lead.source())
        .bind("id", lead.id())
        .bind("profile", lead.profile())
        .bind("first", first)
        .bind("interest", lead.interest())
        .bind("stage", lead.stage())
        .bind("score", lead.score())
        .bind("createdAt", lead.createdAt())
        .bind("version", lead.version())
        .update();
  }

  static void score(Transaction tx, UUID id, int score, Instant now) {
    tx.sql("UPDATE leadrouting_lead SET score = :score, changed_at = :now WHERE id = :id")
        .bind("id", id)
        .bind("score", score)
        .bind("now", now)
        .update();
  }

  /**
   * Who a lead was given to.
   *
   * @param rule the rule's name
   */
  record Assignment(String owner, Optional<UUID> account, String rule, String reason) {}

  static void assign(Transaction tx, UUID id, Assignment assignment, Instant now) {
    tx.sql(
            """
            UPDATE leadrouting_lead SET stage = 'ASSIGNED', owner = :owner, crm_account = :account,
              remote_id = NULL, rule = :rule, reason = :reason, changed_at = :now,
              version = version + 1
            WHERE id = :id
            """)
        .bind("id", id)
        .bind("owner", assignment.owner())
        .bind("account", assignment.account().orElse(null))
        .bind("rule", assignment.rule())
        .bind("reason", sentence(assignment.reason()))
        .bind("now", now)
        .update();
  }

  static void owner(Transaction tx, UUID id, String owner) {
    tx.sql("UPDATE leadrouting_lead SET owner = :owner, version = version + 1 WHERE id = :id")
        .bind("id", id)
        .bind("owner", cut(owner, NAME))
        .update();
  }

  static void synced(Transaction tx, UUID id, String remoteId, Instant at) {
    tx.sql(
            """
            UPDATE leadrouting_lead SET remote_id = :remoteId, changed_at = :at, version = version + 1,
              stage = CASE WHEN stage = 'ASSIGNED' THEN 'SYNCED' ELSE stage END
            WHERE id = :id
            """)
        .bind("id", id)
        .bind("remoteId", remoteId)
        .bind("at", at)
        .update();
  }

  static void stage(Transaction tx, UUID id, Lead.Stage stage, Instant now) {
    tx.sql(
            """
            UPDATE leadrouting_lead SET stage = :stage, changed_at = :now, version = version + 1
            WHERE id = :id
            """)
        .bind("id", id)
        .bind("stage", stage)
        .bind("now", now)
        .update();
  }

  static void amount(Transaction tx, UUID id, Money amount) {
    tx.sql(
            """
            UPDATE leadrouting_lead SET amount = :amount, currency = :currency, version = version + 1
            WHERE id = :id
            """)
        .bind("id", id)
        .bind("amount", amount.minor())
        .bind("currency", amount.currency().getCurrencyCode())
        .update();
  }

  static void move(Transaction tx, UUID from, UUID to) {
    tx.sql("UPDATE leadrouting_lead SET profile = :to WHERE profile = :from")
        .bind("from", from)
        .bind("to", to)
        .update();
  }

  /** Gives back what was first noted for one of these profiles. */
  static void moveBack(Transaction tx, ProfileSplit split) {
    tx.sql(
            """
            UPDATE leadrouting_lead SET profile = :to
            WHERE profile = :from AND first_profile IN (<homes>)
            """)
        .bind("from", split.profile())
        .bind("to", split.other())
        .bindList("homes", split.homes())
        .update();
  }

  static void tell(Transaction tx, UUID lead, Instant at, String what) {
    tx.sql(
            "INSERT INTO leadrouting_event (id, lead, at_time, what) VALUES (:id, :lead, :at, :what)")
        .bind("id", Ids.next(at))
        .bind("lead", lead)
        .bind("at", at)
        .bind("what", sentence(what))
        .update();
  }

  static List<LeadEvent> events(Transaction tx, UUID lead) {
    return tx.sql(
            "SELECT at_time, what FROM leadrouting_event WHERE lead = :lead ORDER BY at_time, id")
        .bind("lead", lead)
        .list(row -> new LeadEvent(row.instant("at_time"), row.text("what")));
  }

  private static String sentence(String text) {
    return cut(text, SENTENCE);
  }

  /** What came from outside in at most so many UTF-16 units, cutting no letter in two. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  private static Lead lead(Row row) {
    return new Lead(
        row.id("id"),
        row.id("profile"),
        row.text("interest"),
        row.constant("stage", Lead.Stage.class),
        (int) row.number("score"),
        row.findText("owner"),
        row.findId("crm_account"),
        row.findText("remote_id"),
        row.findText("rule"),
        row.findText("reason"),
        Origins.read(row),
        row.findNumber("amount")
            .map(minor -> new Money(minor, Currency.getInstance(row.text("currency")))),
        row.instant("created_at"),
        row.instant("changed_at"),
        row.number("version"));
  }
}
