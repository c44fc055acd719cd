// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.StoredLink.SlugKey;

/** Which links bear these names? */
final class FindLinks {
  private FindLinks() {}

  static Optional<StoredLink> byId(Transaction tx, UUID id) {
    return tx.sql(LinkRows.SELECT + "WHERE id = :id").bind("id", id).first(LinkRows::link);
  }

  static List<StoredLink> byIds(Transaction tx, Collection<UUID> ids) {
    return tx.sql(LinkRows.SELECT + "WHERE id IN (<ids>)")
        .bindList("ids", ids)
        .list(LinkRows::link);
  }

  static Optional<StoredLink> bySlug(Transaction tx, SlugKey key) {
    return tx.sql(LinkRows.SELECT + "WHERE domain = :domain AND skeleton = :skeleton")
        .bind("domain", key.domain())
        .bind("skeleton", key.skeleton())
        .first(LinkRows::link);
  }
}
