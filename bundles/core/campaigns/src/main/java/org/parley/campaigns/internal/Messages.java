// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.campaigns.Message;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** The table of messages. */
final class Messages {
  private static final String COLUMNS =
      "SELECT id, campaign, title, text, target, image, language, state, created_at"
          + " FROM campaigns_message ";

  private Messages() {}

  static Optional<Message> find(Transaction tx, UUID id) {
    return tx.sql(COLUMNS + "WHERE id = :id").bind("id", id).first(Messages::message);
  }

  static Paged<Message> page(Transaction tx, Optional<UUID> campaign, PageRequest page) {
    String where = campaign.isPresent() ? "WHERE campaign = :campaign AND " : "WHERE ";
    var statement =
        tx.sql(COLUMNS + where + "id < :below ORDER BY id DESC FETCH FIRST :limit ROWS ONLY")
            .bind("below", page.below())
            .bind("limit", page.limit() + 1);
    campaign.ifPresent(id -> statement.bind("campaign", id));
    return Paged.of(statement.list(Messages::message), page, message -> message.id().toString());
  }

  /** The messages of a campaign that a person has let go, or nobody needs to. */
  static List<Message> published(Transaction tx, UUID campaign) {
    return tx.sql(COLUMNS + "WHERE campaign = :campaign AND state = 'PUBLISHED' ORDER BY id")
        .bind("campaign", campaign)
        .list(Messages::message);
  }

  /** Writes a message unless its campaign already has one of the same item. */
  static boolean insert(Transaction tx, Message message, String item) {
    return tx.sql(
            """
            INSERT INTO campaigns_message
              (id, campaign, title, text, target, image, language, state, item, created_at)
            VALUES
              (:id, :campaign, :title, :text, :target, :image, :language, :state, :item, :createdAt)
            """)
        .bind("id", message.id())
        .bind("campaign", message.campaign())
        .bind("title", message.title())
        .bind("text", message.text())
        .bind("target", message.target().toString())
        .bind("image", message.image().map(URI::toString).orElse(null))
        .bind("language", message.language().toLanguageTag())
        .bind("state", message.state())
        .bind("item", digest(item))
        .bind("createdAt", message.createdAt())
        .insertIfAbsent();
  }

  /** Moves a message on, and locks it; says whether it was in the state that it had to be in. */
  static boolean move(Transaction tx, UUID id, Message.State from, Message.State to) {
    return tx.sql("UPDATE campaigns_message SET state = :to WHERE id = :id AND state = :from")
            .bind("id", id)
            .bind("from", from)
            .bind("to", to)
            .update()
        == 1;
  }

  private static Message message(Row row) {
    return new Message(
        row.id("id"),
        row.id("campaign"),
        row.text("title"),
        row.text("text"),
        URI.create(row.text("target")),
        row.findText("image").map(URI::create),
        Locale.forLanguageTag(row.text("language")),
        row.constant("state", Message.State.class),
        row.instant("created_at"));
  }

  static String digest(String item) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(item.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
