// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import org.parley.api.links.Origin;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** Adds a link with its counters, unless its id or its slug is taken. */
final class InsertLink {
  private static final String LINK =
      """
      INSERT INTO shortening_link (id, domain, slug, skeleton, target, title, campaign, message, post,
        mailing, account, network, sharer, recipient, state, created_at, expires_at, changed_at, version)
      VALUES (:id, :domain, :slug, :skeleton, :target, :title, :campaign, :message, :post,
        :mailing, :account, :network, :sharer, :recipient, :state, :createdAt, :expiresAt, :changedAt,
        :version)
      """;

  private static final String CLICKS =
      "INSERT INTO shortening_clicks (link, people, uniques, robots) VALUES (:link, 0, 0, 0)";

  private InsertLink() {}

  /** Says whether the link was added. */
  static boolean in(Transaction tx, StoredLink link) {
    Statement insert =
        tx.sql(LINK)
            .bind("id", link.id())
            .bind("domain", link.domain())
            .bind("slug", link.slug())
            .bind("skeleton", link.key().skeleton())
            .bind("target", link.target().toString())
            .bind("title", link.title().orElse(null))
            .bind("state", link.state())
            .bind("createdAt", link.createdAt())
            .bind("changedAt", tx.now())
            .bind("expiresAt", link.expiresAt().orElse(null))
            .bind("version", link.version());
    if (!withOrigin(insert, link.origin()).insertIfAbsent()) {
      return false;
    }
    tx.sql(CLICKS).bind("link", link.id()).update();
    return true;
  }

  private static Statement withOrigin(Statement insert, Origin origin) {
    return insert
        .bind("campaign", origin.campaign().orElse(null))
        .bind("message", origin.message().orElse(null))
        .bind("post", origin.post().orElse(null))
        .bind("mailing", origin.mailing().orElse(null))
        .bind("account", origin.account().orElse(null))
        .bind("network", origin.network().orElse(null))
        .bind("sharer", origin.sharer().orElse(null))
        .bind("recipient", origin.recipient().orElse(null));
  }
}
