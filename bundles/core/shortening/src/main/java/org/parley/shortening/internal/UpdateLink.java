// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import org.parley.api.store.Transaction;

/** Changes a link that is still as it was seen. */
final class UpdateLink {
  private static final String SQL =
      """
      UPDATE shortening_link
      SET target = :target, title = :title, expires_at = :expiresAt, state = :state,
        changed_at = :now, version = :version
      WHERE id = :id AND version = :seen
      """;

  private UpdateLink() {}

  /**
   * @param link as it shall be, its version one up
   * @return whether it was as it had been seen
   */
  static boolean in(Transaction tx, StoredLink link) {
    return tx.sql(SQL)
            .bind("id", link.id())
            .bind("target", link.target().toString())
            .bind("title", link.title().orElse(null))
            .bind("expiresAt", link.expiresAt().orElse(null))
            .bind("state", link.state())
            .bind("now", tx.now())
            .bind("version", link.version())
            .bind("seen", link.version() - 1)
            .update()
        == 1;
  }
}
