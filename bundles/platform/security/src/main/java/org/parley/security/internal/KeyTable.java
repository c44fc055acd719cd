// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.security.ApiKey;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** The table of keys. */
final class KeyTable {
  private static final String SELECT =
      """
      SELECT id, name, hint, roles, created_at, expires_at, revoked_at
      FROM security_key
      """;

  private static final String INSERT =
      """
      INSERT INTO security_key (id, name, hint, hash, roles, created_at, expires_at)
      VALUES (:id, :name, :hint, :hash, :roles, :createdAt, :expiresAt)
      """;

  private KeyTable() {}

  static Optional<ApiKey> findByHash(Transaction tx, String hash) {
    return tx.sql(SELECT + "WHERE hash = :hash").bind("hash", hash).first(KeyTable::key);
  }

  static Paged<ApiKey> page(Transaction tx, PageRequest page) {
    return Paged.of(
        tx.sql(SELECT + "WHERE id < :below ORDER BY id DESC FETCH FIRST :limit ROWS ONLY")
            .bind("below", page.below())
            .bind("limit", page.limit() + 1)
            .list(KeyTable::key),
        page,
        key -> key.id().toString());
  }

  /** Whether no such key was there yet. */
  static boolean insert(Transaction tx, ApiKey key, String hash) {
    return tx.sql(INSERT)
        .bind("id", key.id())
        .bind("name", key.name())
        .bind("hint", key.hint())
        .bind("hash", hash)
        .bind("roles", Roles.write(key.roles()))
        .bind("createdAt", key.createdAt())
        .bind("expiresAt", key.expiresAt().orElse(null))
        .insertIfAbsent();
  }

  /** Whether there is such a key, revoked before or not. */
  static boolean revoke(Transaction tx, UUID id, Instant now) {
    return tx.sql("UPDATE security_key SET revoked_at = COALESCE(revoked_at, :now) WHERE id = :id")
            .bind("id", id)
            .bind("now", now)
            .update()
        == 1;
  }

  private static ApiKey key(Row row) {
    return new ApiKey(
        row.id("id"),
        row.text("name"),
        row.text("hint"),
        Roles.read(row.text("roles")),
        row.instant("created_at"),
        row.findInstant("expires_at"),
        row.findInstant("revoked_at"));
  }
}
