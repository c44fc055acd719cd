// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.UUID;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** Notes something on a live profile's timeline. */
final class InsertEntry {
  static final String SQL =
      """
      INSERT INTO profiling_entry (id, profile, home, done_at, type, channel, detail)
      VALUES (:id, :profile, :profile, :at, :type, :channel, :detail)
      """;

  private InsertEntry() {}

  /** Says whether that was not known yet. */
  static boolean in(Transaction transaction, UUID profile, Noted noted) {
    return bind(transaction.sql(SQL), profile, noted).insertIfAbsent();
  }

  static Statement bind(Statement insert, UUID profile, Noted noted) {
    return insert
        .bind("id", noted.id())
        .bind("profile", profile)
        .bind("at", noted.at())
        .bind("type", noted.type())
        .bind("channel", noted.channel())
        .bind("detail", Detail.write(noted.origin(), noted.data()));
  }
}
