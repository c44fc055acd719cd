// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** The table of sessions. */
final class SessionTable {
  private static final String INSERT =
      """
      INSERT INTO security_session (hash, user_id, csrf, created_at, ends_at)
      VALUES (:hash, :user, :csrf, :createdAt, :endsAt)
      """;

  private SessionTable() {}

  record Open(UUID user, String csrf, Instant createdAt, Instant endsAt) {}

  static void insert(Transaction tx, String hash, Open session) {
    tx.sql(INSERT)
        .bind("hash", hash)
        .bind("user", session.user())
        .bind("csrf", session.csrf())
        .bind("createdAt", session.createdAt())
        .bind("endsAt", session.endsAt())
        .update();
  }

  static Optional<Open> find(Transaction tx, String hash, Instant now) {
    return tx.sql(
            "SELECT user_id, csrf, created_at, ends_at FROM security_session"
                + " WHERE hash = :hash AND ends_at > :now")
        .bind("hash", hash)
        .bind("now", now)
        .first(
            row ->
                new Open(
                    row.id("user_id"),
                    row.text("csrf"),
                    row.instant("created_at"),
                    row.instant("ends_at")));
  }

  static void prolong(Transaction tx, String hash, Instant endsAt) {
    tx.sql("UPDATE security_session SET ends_at = :endsAt WHERE hash = :hash")
        .bind("hash", hash)
        .bind("endsAt", endsAt)
        .update();
  }

  static void end(Transaction tx, String hash) {
    tx.sql("DELETE FROM security_session WHERE hash = :hash").bind("hash", hash).update();
  }

  static void endAll(Transaction tx, UUID user) {
    tx.sql("DELETE FROM security_session WHERE user_id = :user").bind("user", user).update();
  }

  static void forgetEnded(Transaction tx, Instant now) {
    tx.sql("DELETE FROM security_session WHERE ends_at <= :now").bind("now", now).update();
  }
}
