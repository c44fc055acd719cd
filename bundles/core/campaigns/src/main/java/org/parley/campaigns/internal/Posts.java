// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.campaigns.Campaigns.PostFilter;
import org.parley.api.campaigns.ChangeFailed;
import org.parley.api.campaigns.Post;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** The table of posts. */
final class Posts {
  private static final String COLUMNS =
      """
      SELECT id, campaign, message, account, connector, state, link, short_url, text, permalink, fault,
        reason, changed_at
      FROM campaigns_post
      """;

  private Posts() {}

  /**
   * A post as it lies in its row; the teaser is made anew from its text and its message.
   *
   * @param text the teaser's text, once drafted
   */
  record Stored(
      UUID id,
      UUID campaign,
      UUID message,
      UUID account,
      String connector,
      Post.State state,
      UUID link,
      Optional<URI> shortUrl,
      Optional<String> text,
      Optional<URI> permalink,
      Optional<Fault> fault,
      Optional<String> reason,
      Instant changedAt) {}

  static Optional<Stored> find(Transaction tx, UUID id) {
    return tx.sql(COLUMNS + " WHERE id = :id").bind("id", id).first(Posts::stored);
  }

  static Optional<Stored> findByLink(Transaction tx, UUID link) {
    return tx.sql(COLUMNS + " WHERE link = :link").bind("link", link).first(Posts::stored);
  }

  static List<Stored> of(Transaction tx, UUID message) {
    return tx.sql(COLUMNS + " WHERE message = :message ORDER BY id")
        .bind("message", message)
        .list(Posts::stored);
  }

  /**
   * Those of an account that have still to be published. Locks the failed ones with them, and so
   * waits for whoever tries one again.
   */
  static List<Stored> openOf(Transaction tx, UUID account) {
    tx.sql(
            """
            UPDATE campaigns_post SET account = account
            WHERE account = :account
              AND state NOT IN ('PUBLISHED', 'CANCELLED', 'CHANGING', 'REMOVED')
            """)
        .bind("account", account)
        .update();
    return tx.sql(
            COLUMNS
                + " WHERE account = :account AND state IN ('PLANNED', 'DRAFTED', 'REQUESTED')"
                + " ORDER BY id")
        .bind("account", account)
        .list(Posts::stored);
  }

  static Paged<Stored> page(Transaction tx, PostFilter filter, PageRequest page) {
    String where =
        (filter.campaign().isPresent() ? "campaign = :campaign AND " : "")
            + (filter.state().isPresent() ? "state = :state AND " : "")
            + (filter.network().isPresent() ? "connector = :network AND " : "");
    var statement =
        tx.sql(
                COLUMNS
                    + " WHERE "
                    + where
                    + "id < :below ORDER BY id DESC FETCH FIRST :limit ROWS ONLY")
            .bind("below", page.below())
            .bind("limit", page.limit() + 1);
    filter.campaign().ifPresent(wanted -> statement.bind("campaign", wanted));
    filter.state().ifPresent(wanted -> statement.bind("state", wanted));
    filter.network().ifPresent(wanted -> statement.bind("network", wanted));
    return Paged.of(statement.list(Posts::stored), page, post -> post.id().toString());
  }

  static void insert(Transaction tx, Stored post) {
    tx.sql(
            """
            INSERT INTO campaigns_post (id, campaign, message, account, connector, state, link, changed_at)
            VALUES (:id, :campaign, :message, :account, :connector, :state, :link, :changedAt)
            """)
        .bind("id", post.id())
        .bind("campaign", post.campaign())
        .bind("message", post.message())
        .bind("account", post.account())
        .bind("connector", post.connector())
        .bind("state", post.state())
        .bind("link", post.link())
        .bind("changedAt", post.changedAt())
        .update();
  }

  /** Notes the short link and the drafted text of a planned post. */
  static void draft(Transaction tx, UUID id, URI shortUrl, String text, Instant now) {
    tx.sql(
            """
            UPDATE campaigns_post
            SET state = 'DRAFTED', short_url = :shortUrl, text = :text, changed_at = :now
            WHERE id = :id AND state = 'PLANNED'
            """)
        .bind("id", id)
        .bind("shortUrl", shortUrl.toString())
        .bind("text", text)
        .bind("now", now)
        .update();
  }

  /** Replaces the text of a post; says whether it was still as it had been read. */
  static boolean rewrite(Transaction tx, Post read, String text, Instant now) {
    return tx.sql(
                """
                UPDATE campaigns_post SET text = :text, changed_at = :now
                WHERE id = :id AND state = :state AND changed_at = :read
                """)
            .bind("id", read.id())
            .bind("state", read.state())
            .bind("read", read.changedAt())
            .bind("text", text)
            .bind("now", now)
            .update()
        == 1;
  }

  /** Moves a post on when it is in one of the given states; says whether it was. */
  static boolean move(Transaction tx, UUID id, List<Post.State> from, Post.State to, Instant now) {
    return tx.sql(
                """
                UPDATE campaigns_post SET state = :to, fault = NULL, reason = NULL, changed_at = :now
                WHERE id = :id AND state IN (<from>)
                """)
            .bind("id", id)
            .bindList("from", from)
            .bind("to", to)
            .bind("now", now)
            .update()
        == 1;
  }

  static void published(Transaction tx, UUID id, Optional<URI> permalink, Instant at) {
    tx.sql(
            """
            UPDATE campaigns_post SET state = 'PUBLISHED', permalink = :permalink, fault = NULL,
              reason = NULL, changed_at = :at
            WHERE id = :id AND state NOT IN ('CHANGING', 'REMOVED')
            """)
        .bind("id", id)
        .bind("permalink", permalink.map(URI::toString).orElse(null))
        .bind("at", at)
        .update();
  }

  /** Notes that a post failed, unless it stands on the network all the same. */
  static void failed(Transaction tx, UUID id, Fault fault, String reason, Instant now) {
    tx.sql(
            """
            UPDATE campaigns_post SET state = 'FAILED', fault = :fault, reason = :reason, changed_at = :now
            WHERE id = :id AND state NOT IN ('PUBLISHED', 'CHANGING', 'REMOVED')
            """)
        .bind("id", id)
        .bind("fault", fault)
        .bind("reason", cut(reason))
        .bind("now", now)
        .update();
  }

  /**
   * Notes that a post that stands is being changed.
   *
   * @param text what it becomes; empty when it is taken back
   * @return whether it was still as it had been read
   */
  static boolean change(
      Transaction tx, Post read, Optional<String> text, UUID revision, Instant now) {
    return tx.sql(
                """
                UPDATE campaigns_post SET state = 'CHANGING', next_text = :text, revision = :revision,
                  fault = NULL, reason = NULL, changed_at = :now
                WHERE id = :id AND state = 'PUBLISHED' AND changed_at = :read
                """)
            .bind("id", read.id())
            .bind("read", read.changedAt())
            .bind("text", text.orElse(null))
            .bind("revision", revision)
            .bind("now", now)
            .update()
        == 1;
  }

  /** The network shows what a post was rewritten to. */
  static void changed(Transaction tx, UUID id, UUID revision, Optional<URI> permalink, Instant at) {
    tx.sql(
            """
            UPDATE campaigns_post
            SET state = 'PUBLISHED', text = next_text, next_text = NULL, changed_at = :at
            WHERE id = :id AND state = 'CHANGING' AND revision = :revision
            """)
        .bind("id", id)
        .bind("revision", revision)
        .bind("at", at)
        .update();
    permalink.ifPresent(moved -> moved(tx, id, moved));
  }

  private static void moved(Transaction tx, UUID id, URI permalink) {
    tx.sql(
            "UPDATE campaigns_post SET permalink = :permalink WHERE id = :id AND state = 'PUBLISHED'")
        .bind("id", id)
        .bind("permalink", permalink.toString())
        .update();
  }

  static void removed(Transaction tx, UUID id, Instant at) {
    tx.sql("UPDATE campaigns_post SET state = 'REMOVED', changed_at = :at WHERE id = :id")
        .bind("id", id)
        .bind("at", at)
        .update();
  }

  /** A post stands as it was, unless something else is being done to it by now. */
  static void unchanged(Transaction tx, ChangeFailed failed, Instant now) {
    String asked = failed.change() == ChangeFailed.Change.EDIT ? "IS NOT NULL" : "IS NULL";
    Statement change =
        tx.sql(
                """
                UPDATE campaigns_post SET state = 'PUBLISHED', next_text = NULL, fault = :fault,
                  reason = :reason, changed_at = :now
                WHERE id = :id AND state = 'CHANGING' AND next_text\s"""
                    + asked
                    + (failed.revision().isPresent() ? " AND revision = :revision" : ""))
            .bind("id", failed.post())
            .bind("fault", failed.fault())
            .bind("reason", cut(failed.reason()))
            .bind("now", now);
    if (failed.revision().isPresent()) {
      change = change.bind("revision", failed.revision().get());
    }
    change.update();
  }

  /**
   * Those of an account that are being changed stand as they were: nobody is left to change them.
   */
  static void leave(Transaction tx, UUID account, String reason, Instant now) {
    tx.sql(
            """
            UPDATE campaigns_post SET state = 'PUBLISHED', next_text = NULL, fault = :fault, reason = :reason,
              changed_at = :now
            WHERE account = :account AND state = 'CHANGING'
            """)
        .bind("account", account)
        .bind("fault", Fault.SETTINGS)
        .bind("reason", cut(reason))
        .bind("now", now)
        .update();
  }

  private static String cut(String reason) {
    return reason.substring(0, Math.min(reason.length(), 2000));
  }

  private static Stored stored(Row row) {
    return new Stored(
        row.id("id"),
        row.id("campaign"),
        row.id("message"),
        row.id("account"),
        row.text("connector"),
        row.constant("state", Post.State.class),
        row.id("link"),
        row.findText("short_url").map(URI::create),
        row.findText("text"),
        row.findText("permalink").map(URI::create),
        row.findText("fault").map(Fault::valueOf),
        row.findText("reason"),
        row.instant("changed_at"));
  }
}
