// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.List;
import java.util.UUID;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.StoredLink.SlugKey;

/** Which slugs are there, in portions? */
final class ListSlugs {
  static final int PORTION = 10_000;

  /** Before the first portion. */
  static final UUID START = new UUID(0, 0);

  private static final String SQL =
      """
      SELECT id, domain, skeleton FROM shortening_link
      WHERE id > :after ORDER BY id FETCH FIRST :portion ROWS ONLY
      """;

  private static final String COUNT = "SELECT COUNT(*) AS links FROM shortening_link";

  private ListSlugs() {}

  /**
   * @param after the id that the portion before ended with
   */
  static List<Known> in(Transaction tx, UUID after) {
    return tx.sql(SQL)
        .bind("after", after)
        .bind("portion", PORTION)
        .list(
            row -> new Known(row.id("id"), new SlugKey(row.text("domain"), row.text("skeleton"))));
  }

  /** How many there are. */
  static long count(Transaction tx) {
    return tx.sql(COUNT).first(row -> row.number("links")).orElse(0L);
  }

  record Known(UUID id, SlugKey key) {}
}
