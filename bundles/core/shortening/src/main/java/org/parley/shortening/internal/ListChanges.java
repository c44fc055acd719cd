// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.time.Instant;
import java.util.List;
import org.parley.api.store.Transaction;

/** Which links were made or changed since, by any hub? */
final class ListChanges {
  private ListChanges() {}

  static List<StoredLink> in(Transaction tx, Instant since) {
    return tx.sql(LinkRows.SELECT + "WHERE changed_at >= :since")
        .bind("since", since)
        .list(LinkRows::link);
  }
}
