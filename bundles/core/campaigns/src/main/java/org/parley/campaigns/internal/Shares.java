// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** The table of share links. */
final class Shares {
  private static final UUID ANYBODY = new UUID(0, 0);

  private Shares() {}

  record Share(String network, URI shortUrl) {}

  /** Notes a share link under an id for its short link; says whether there was none yet. */
  static boolean insert(
      Transaction tx, UUID link, UUID message, Optional<UUID> sharer, String network) {
    return tx.sql(
            """
            INSERT INTO campaigns_share (link, message, sharer, network)
            VALUES (:link, :message, :sharer, :network)
            """)
        .bind("link", link)
        .bind("message", message)
        .bind("sharer", sharer.orElse(ANYBODY))
        .bind("network", network)
        .insertIfAbsent();
  }

  static void ready(Transaction tx, UUID link, URI shortUrl) {
    tx.sql("UPDATE campaigns_share SET short_url = :shortUrl WHERE link = :link")
        .bind("link", link)
        .bind("shortUrl", shortUrl.toString())
        .update();
  }

  /** A link that was refused or withdrawn leads nobody on; one that was given back does. */
  static void gone(Transaction tx, UUID link, Optional<Instant> at) {
    tx.sql("UPDATE campaigns_share SET gone_at = :at WHERE link = :link")
        .bind("link", link)
        .bind("at", at.orElse(null))
        .update();
  }

  static boolean isGone(Transaction tx, UUID message, Optional<UUID> sharer, String network) {
    return tx.sql(
            """
            SELECT link FROM campaigns_share
            WHERE message = :message AND sharer = :sharer AND network = :network
              AND gone_at IS NOT NULL
            """)
        .bind("message", message)
        .bind("sharer", sharer.orElse(ANYBODY))
        .bind("network", network)
        .first(row -> row.id("link"))
        .isPresent();
  }

  static void forget(Transaction tx, Collection<UUID> people) {
    tx.sql("DELETE FROM campaigns_share WHERE sharer IN (<people>)")
        .bindList("people", people)
        .update();
  }

  static List<Share> ready(Transaction tx, UUID message, Optional<UUID> sharer) {
    return tx.sql(
            """
            SELECT network, short_url FROM campaigns_share
            WHERE message = :message AND sharer = :sharer AND short_url IS NOT NULL
              AND gone_at IS NULL
            ORDER BY network
            """)
        .bind("message", message)
        .bind("sharer", sharer.orElse(ANYBODY))
        .list(row -> new Share(row.text("network"), URI.create(row.text("short_url"))));
  }
}
